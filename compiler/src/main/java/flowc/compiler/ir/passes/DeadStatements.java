package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rebuilds statement lists without what has no effect or is never reached. Lines stay with the code behind them. */
final class DeadStatements {
    private final Set<IrLocal> reads;
    /** How many breaks, reached as far as we know, leave each label: counted as they are kept, because to look for them takes time for each level of nesting. */
    private final Map<IrLabel, Integer> breaks = new HashMap<>();
    private boolean removed;

    /** {@code reads} holds the locals that the method reads anywhere. */
    DeadStatements(Set<IrLocal> reads) {
        this.reads = reads;
    }

    /** Whether anything went, so that more may go now. */
    boolean hasRemoved() {
        return removed;
    }

    List<IrStatement> shrink(List<IrStatement> body) {
        final List<IrStatement> out = new ArrayList<>();
        shrink(body, out);
        return List.copyOf(out);
    }

    /** Appends what is left of {@code body}; says whether its end is reached. */
    private boolean shrink(List<IrStatement> body, List<IrStatement> out) {
        boolean reached = true;
        for (IrStatement statement : body) {
            if (reached) {
                reached = shrink(statement, out);
            } else {
                removed |= !(statement instanceof IrStatement.Line);
                lines(statement, out);
            }
        }
        return reached;
    }

    private boolean shrink(IrStatement statement, List<IrStatement> out) {
        return switch (statement) {
            case IrStatement.Assign assign -> assign(assign, out);
            case IrStatement.If branch -> branch(branch, out);
            case IrStatement.Block block -> block(block, out);
            case IrStatement.Loop loop -> {
                out.add(new IrStatement.Loop(loop.label(), shrink(loop.body())));
                yield breaks(loop.label()) > 0;
            }
            case IrStatement.Break exit -> {
                breaks.merge(exit.label(), 1, Integer::sum);
                out.add(exit);
                yield false;
            }
            case IrStatement.Continue _, IrStatement.Return _ -> {
                out.add(statement);
                yield false;
            }
            case IrStatement.Line line -> line(line, out);
            case IrStatement.Store _, IrStatement.Copy _, IrStatement.Zero _, IrStatement.Invoke _ -> {
                out.add(statement);
                yield true;
            }
        };
    }

    private static boolean line(IrStatement.Line line, List<IrStatement> out) {
        if (!out.isEmpty() && out.getLast() instanceof IrStatement.Line) {
            out.removeLast();
        }
        out.add(line);
        return true;
    }

    /** Keeps the lines of code that goes: what follows may count on them. */
    private static void lines(IrStatement dead, List<IrStatement> out) {
        IrTree.forEachStatement(List.of(dead), statement -> {
            if (statement instanceof IrStatement.Line line) {
                line(line, out);
            }
        });
    }

    private boolean assign(IrStatement.Assign assign, List<IrStatement> out) {
        if (reads.contains(assign.local()) || !(assign.value() instanceof IrExpression.Call || Effects.droppable(assign.value()))) {
            out.add(assign);
            return true;
        }
        removed = true;
        if (assign.value() instanceof IrExpression.Call call) {
            out.add(new IrStatement.Invoke(call.callee(), call.arguments()));
        }
        return true;
    }

    private boolean branch(IrStatement.If branch, List<IrStatement> out) {
        if (branch.condition() instanceof IrExpression.BoolConstant(boolean taken)) {
            removed = true;
            if (!taken) {
                branch.then().forEach(dead -> lines(dead, out));
                return shrink(branch.otherwise(), out);
            }
            final boolean reached = shrink(branch.then(), out);
            branch.otherwise().forEach(dead -> lines(dead, out));
            return reached;
        }
        final List<IrStatement> then = new ArrayList<>();
        final List<IrStatement> otherwise = new ArrayList<>();
        final boolean thenReached = shrink(branch.then(), then);
        final boolean otherwiseReached = shrink(branch.otherwise(), otherwise);
        if (onlyLines(then) && onlyLines(otherwise) && Effects.droppable(branch.condition())) {
            removed = true;
            lines(branch, out);
        } else {
            out.add(new IrStatement.If(branch.condition(), List.copyOf(then), List.copyOf(otherwise)));
        }
        return thenReached || otherwiseReached;
    }

    private static boolean onlyLines(List<IrStatement> body) {
        return body.stream().allMatch(statement -> statement instanceof IrStatement.Line);
    }

    /** A break at a block's end is none; a block that nothing breaks is its body. */
    private boolean block(IrStatement.Block block, List<IrStatement> out) {
        final List<IrStatement> body = new ArrayList<>();
        final int before = breaks(block.label());
        boolean reached = shrink(block.body(), body);
        if (!body.isEmpty() && body.getLast() instanceof IrStatement.Break exit && exit.label().equals(block.label())) {
            body.removeLast();
            breaks.merge(block.label(), -1, Integer::sum);
            removed = true;
            reached = true;
        }
        if (breaks(block.label()) > before) {
            out.add(new IrStatement.Block(block.label(), List.copyOf(body)));
            return true;
        }
        removed = true;
        body.forEach(statement -> append(statement, out));
        return reached;
    }

    private static void append(IrStatement statement, List<IrStatement> out) {
        if (statement instanceof IrStatement.Line line) {
            line(line, out);
        } else {
            out.add(statement);
        }
    }

    private int breaks(IrLabel label) {
        return breaks.getOrDefault(label, 0);
    }
}
