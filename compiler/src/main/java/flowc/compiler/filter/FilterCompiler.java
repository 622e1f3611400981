package flowc.compiler.filter;

import flowc.compiler.bytecode.ClassEmitter;
import flowc.compiler.bytecode.CodeTooLargeException;
import flowc.compiler.bytecode.EmittedClass;
import flowc.compiler.bytecode.FilterLoader;
import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.ast.Place;
import flowc.compiler.filter.graph.FilterGraph;
import flowc.compiler.filter.lower.FilterLowering;
import flowc.compiler.filter.meaning.FilterMeaning;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.syntax.FilterParser;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.passes.Passes;
import flowc.compiler.syntax.DeepStack;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;

/** Compiles filters. Any thread; keeps nothing between calls. */
public final class FilterCompiler {
    private static final String CLASS_NAME = FilterLoader.PACKAGE + ".Filter";

    private FilterCompiler() {}

    /** @throws FilterError where {@code expression} is no filter, or none on {@code linkType} */
    public static CompiledFilter compile(String expression, LinkType linkType, FilterSettings settings) {
        return DeepStack.callFor(expression, () -> shallow(expression, linkType, settings));
    }

    private static CompiledFilter shallow(String expression, LinkType linkType, FilterSettings settings) {
        final FilterExpression tree = FilterParser.parse(expression);
        final Predicate predicate = FilterMeaning.of(tree, linkType, settings);
        try {
            return compile(predicate);
        } catch (CodeTooLargeException e) {
            throw new FilterError(new Place(0, expression.length()), "this filter makes more code than a class can hold: " + e.getMessage(),
                "split it into several filters");
        }
    }

    /** Compiles what an expression means. */
    public static CompiledFilter compile(Predicate predicate) throws CodeTooLargeException {
        final FilterGraph graph = FilterGraph.of(predicate);
        int mostNodes = FilterLowering.MOST_NODES;
        while (true) {
            final IrProgram program = Passes.run(FilterLowering.program(CLASS_NAME, graph, mostNodes));
            final EmittedClass emitted = ClassEmitter.emit(program);
            if (emitted.tooLargeForJit().isEmpty() || mostNodes <= FilterLowering.SURELY_FEW_NODES) {
                return new CompiledFilter(predicate, program, emitted.bytes());
            }
            mostNodes = mostNodes / 2;
        }
    }
}
