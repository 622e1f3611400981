package flowc.compiler.ir;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks one method: types, labels, and that locals have a value when they are read. */
final class MethodVerifier {
    private static final int MAX_PARAMETER_SLOTS = 254; // of the JVM, `this` aside

    private final IrMethod method;
    private final ExpressionVerifier expressions;
    private final List<String> problems;
    private final Map<Integer, IrLocal> localById = new HashMap<>();
    private final Set<Integer> labelIds = new HashSet<>();
    private final Map<IrLabel, Exit> exits = new HashMap<>();

    /** An enclosing statement that can be left, and what is assigned wherever it is left; null while no reachable break has been seen. */
    private static final class Exit {
        final boolean isLoop;
        BitSet assigned;

        Exit(boolean isLoop) {
            this.isLoop = isLoop;
        }
    }

    MethodVerifier(IrMethod method, CalleeVerifier callees, List<String> problems) {
        this.method = method;
        this.problems = problems;
        this.expressions = new ExpressionVerifier(callees, this::problem);
    }

    private void problem(String problem) {
        problems.add("method " + method.name() + ": " + problem);
    }

    void verify() {
        final BitSet assigned = new BitSet();
        for (IrLocal parameter : method.parameters()) {
            if (localById.put(parameter.id(), parameter) != null) {
                problem("two parameters have one id: " + parameter);
            }
            assigned.set(parameter.id());
        }
        if (method.parameters().stream().mapToInt(p -> p.type() == IrType.BOOL ? 1 : 2).sum() > MAX_PARAMETER_SLOTS) {
            problem("too many parameters for the JVM: " + method.parameters().size());
        }
        IrTree.forEachExpression(method.body(), expression -> {
            if (expression instanceof IrExpression.Read read) {
                unique(read.local());
            }
        });
        final BitSet end = run(method.body(), assigned);
        if (end != null && method.result().isPresent()) {
            problem("the end is reached without a result");
        }
    }

    private void unique(IrLocal local) {
        final IrLocal other = localById.putIfAbsent(local.id(), local);
        if (other != null && !other.equals(local)) {
            problem("two locals have one id: " + other + ", " + local);
        }
    }

    /** What is assigned after {@code body}, given what is before; null for a place that is never reached, where all is well. */
    private BitSet run(List<IrStatement> body, BitSet before) {
        BitSet assigned = before;
        for (IrStatement statement : body) {
            assigned = run(statement, assigned);
        }
        return assigned;
    }

    private BitSet run(IrStatement statement, BitSet assigned) {
        IrTree.operands(statement).forEach(operand -> expressions.check(operand, assigned));
        return switch (statement) {
            case IrStatement.Assign assign -> assign(assign, assigned);
            case IrStatement.Store store -> {
                types(statement, IrType.LONG, store.access().type());
                yield assigned;
            }
            case IrStatement.Copy _ -> {
                types(statement, IrType.LONG, IrType.LONG, IrType.LONG);
                yield assigned;
            }
            case IrStatement.Zero _ -> {
                types(statement, IrType.LONG, IrType.LONG);
                yield assigned;
            }
            case IrStatement.Invoke invoke -> {
                expressions.call(invoke.callee(), invoke.arguments());
                yield assigned;
            }
            case IrStatement.If branch -> {
                types(statement, IrType.BOOL);
                yield both(run(branch.then(), assigned), run(branch.otherwise(), assigned));
            }
            case IrStatement.Block block -> labelled(block.label(), block.body(), false, assigned);
            case IrStatement.Loop loop -> labelled(loop.label(), loop.body(), true, assigned);
            case IrStatement.Break exit -> leave(exit.label(), false, assigned);
            case IrStatement.Continue next -> leave(next.label(), true, assigned);
            case IrStatement.Return end -> result(end);
            case IrStatement.Line line -> line(line, assigned);
        };
    }

    private BitSet line(IrStatement.Line line, BitSet assigned) {
        if (line.line() < 1) {
            problem("lines count from 1: line=" + line.line());
        }
        return assigned;
    }

    private void types(IrStatement statement, IrType... expected) {
        final Optional<List<IrType>> given = ExpressionVerifier.types(IrTree.operands(statement));
        if (!given.equals(Optional.of(List.of(expected)))) {
            problem("a statement takes " + List.of(expected) + ", not " + given + ": " + statement);
        }
    }

    private BitSet assign(IrStatement.Assign assign, BitSet assigned) {
        unique(assign.local());
        types(assign, assign.local().type());
        if (assigned == null) {
            return null;
        }
        final BitSet after = (BitSet) assigned.clone();
        after.set(assign.local().id());
        return after;
    }

    private BitSet labelled(IrLabel label, List<IrStatement> body, boolean isLoop, BitSet assigned) {
        if (!labelIds.add(label.id())) {
            problem("two labels have one id: " + label);
        }
        final Exit exit = new Exit(isLoop);
        exits.put(label, exit);
        final BitSet end = run(body, assigned);
        exits.remove(label);
        return isLoop ? exit.assigned : both(exit.assigned, end);
    }

    private BitSet leave(IrLabel label, boolean isContinue, BitSet assigned) {
        final Exit exit = exits.get(label);
        if (exit == null) {
            problem("a label must be of a statement around: " + label);
        } else if (isContinue && !exit.isLoop) {
            problem("only loops can be continued: " + label);
        } else if (!isContinue) {
            exit.assigned = both(exit.assigned, assigned);
        }
        return null;
    }

    private BitSet result(IrStatement.Return end) {
        final Optional<List<IrType>> given = ExpressionVerifier.types(IrTree.operands(end));
        if (!given.equals(Optional.of(method.result().stream().toList()))) {
            problem("the result must be " + method.result() + ", not " + given);
        }
        return null;
    }

    private static BitSet both(BitSet left, BitSet right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        final BitSet both = (BitSet) left.clone();
        both.and(right);
        return both;
    }
}
