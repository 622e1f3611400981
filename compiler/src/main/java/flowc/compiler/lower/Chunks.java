package flowc.compiler.lower;

import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrTree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Divides what stands one after the other among several methods, none of which is too long. */
final class Chunks {
    /** Statements and expressions of a method, which are up to seven bytes of code each. */
    static final int PARTS = 1_000;

    private Chunks() {}

    /** {@code all} in order, as many together as have {@code most} statements and expressions, or one that has more; one empty chunk of nothing. */
    static <T> List<List<T>> of(List<T> all, Function<T, List<IrStatement>> code, int most) {
        final List<List<T>> chunks = new ArrayList<>();
        chunks.add(new ArrayList<>());
        int parts = 0;
        for (T one : all) {
            final int size = IrTree.size(code.apply(one));
            if (parts + size > most && !chunks.getLast().isEmpty()) {
                chunks.add(new ArrayList<>());
                parts = 0;
            }
            parts += size;
            chunks.getLast().add(one);
        }
        return chunks;
    }
}
