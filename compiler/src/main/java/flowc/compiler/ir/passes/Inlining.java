package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lays methods that are called once, and tiny ones, into those that the runtime calls, as far as these stay of a size that the JVM compiles well:
 * entering a method costs as much as a dozen instructions, and the other passes see no further than one method.
 */
final class Inlining implements Pass {
    /** Statements and expressions, two to three bytes of code each. The JVM's compiler gives up inlining at 8,000 bytes with all that is inlined. */
    private static final int MOST_PARTS = 2_000;

    /** Smaller than the call. */
    private static final int TINY_PARTS = 8;

    private final int mostParts;

    Inlining() {
        this(MOST_PARTS);
    }

    /** {@code mostParts}: how long a method may become; 0 lays in only what is tiny. */
    Inlining(int mostParts) {
        this.mostParts = mostParts;
    }

    @Override
    public String name() {
        return "inlining";
    }

    @Override
    public IrProgram apply(IrProgram program) {
        final Map<String, Callee> callees = callees(program);
        final List<IrMethod> methods = program.methods().stream().map(method -> method.overrides() ? inline(method, callees) : method).toList();
        final Set<String> called = DeadCodeElimination.called(methods);
        // What was laid in goes at once: the other passes need not see it twice.
        return program.withMethods(methods.stream().filter(method -> called.contains(method.name())).toList());
    }

    private IrMethod inline(IrMethod method, Map<String, Callee> callees) {
        final int room = mostParts - size(method);
        final InlinedCalls calls = new InlinedCalls(method, callees, room);
        final List<IrStatement> body = calls.inline(method.body());
        return calls.hasInlined() ? Rewriter.withBody(method, body) : method;
    }

    /** A method that may be laid in. */
    record Callee(IrMethod method, int size, boolean once) {
        /** Whether it may be where {@code room} parts are left. */
        boolean fits(int room) {
            return size <= TINY_PARTS || once && size <= room;
        }
    }

    private static Map<String, Callee> callees(IrProgram program) {
        final Map<String, Integer> calls = new HashMap<>();
        program.methods().forEach(method -> IrTree.forEachCallee(method.body(), callee -> {
            if (callee instanceof IrCallee.Generated generated) {
                calls.merge(generated.name(), 1, Integer::sum);
            }
        }));
        return program.methods().stream().filter(method -> !method.overrides() && calls.containsKey(method.name()))
                .collect(Collectors.toMap(IrMethod::name, method -> new Callee(method, size(method), calls.get(method.name()) == 1)));
    }

    private static int size(IrMethod method) {
        return IrTree.size(method.body());
    }
}
