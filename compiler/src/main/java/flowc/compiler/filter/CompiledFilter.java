package flowc.compiler.filter;

import flowc.compiler.bytecode.BytecodePrinter;
import flowc.compiler.bytecode.FilterLoader;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.ir.IrPrinter;
import flowc.compiler.ir.IrProgram;
import flowc.runtime.program.FilterProgram;

/** A filter through all stages. Any thread. */
public record CompiledFilter(Predicate predicate, IrProgram program, byte[] classBytes) {
    /** Defines the class anew, which is unloaded when the result is collected, and makes a program of it. */
    public FilterProgram load() {
        return FilterLoader.load(classBytes);
    }

    public String text(FilterStage stage) {
        return switch (stage) {
            case PREDICATE -> PredicatePrinter.print(predicate);
            case IR -> IrPrinter.print(program);
            case BYTECODE -> BytecodePrinter.print(classBytes);
        };
    }
}
