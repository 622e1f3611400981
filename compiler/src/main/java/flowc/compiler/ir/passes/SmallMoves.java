package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrTree;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes copies and zeros of a few bytes plain loads and stores. A call that moves bytes costs more than they do, and a processor passes a
 * value from a store to a load without a wait only when the load asks for no more bytes than one store wrote: whole words, as values are built.
 */
final class SmallMoves implements Pass {
    /** A cache line; beyond it the code grows more than the call costs. */
    private static final long MOST_BYTES = 64;

    private static final List<MemoryAccess> WIDTHS = List.of(MemoryAccess.I64, MemoryAccess.U32, MemoryAccess.U16, MemoryAccess.U8);

    @Override
    public String name() {
        return "small-moves";
    }

    @Override
    public IrProgram apply(IrProgram program) {
        final List<IrMethod> methods = program.methods().stream().map(method -> Rewriter.withBody(method, new Moves(method).statements(method.body()))).toList();
        return program.withMethods(methods);
    }

    /** Those of one method, with locals that it has not. */
    private static final class Moves {
        private int nextLocal;

        Moves(IrMethod method) {
            method.parameters().forEach(this::uses);
            IrTree.forEachStatement(method.body(), statement -> {
                if (statement instanceof IrStatement.Assign assign) {
                    uses(assign.local());
                }
            });
        }

        private void uses(IrLocal local) {
            nextLocal = Math.max(nextLocal, local.id() + 1);
        }

        List<IrStatement> statements(List<IrStatement> body) {
            final List<IrStatement> moved = new ArrayList<>();
            body.forEach(statement -> statement(statement, moved));
            return List.copyOf(moved);
        }

        private void statement(IrStatement statement, List<IrStatement> to) {
            switch (statement) {
                case IrStatement.Copy(IrExpression destination, IrExpression source, IrExpression.LongConstant(long bytes)) when isSmall(bytes) -> {
                    final IrExpression at = once("to", destination, to);
                    final IrExpression from = once("from", source, to);
                    move(bytes, (access, offset) -> to.add(new IrStatement.Store(access, plus(at, offset), new IrExpression.Load(access, plus(from, offset)))));
                }
                case IrStatement.Zero(IrExpression address, IrExpression.LongConstant(long bytes)) when isSmall(bytes) -> {
                    final IrExpression at = once("to", address, to);
                    move(bytes, (access, offset) -> to.add(new IrStatement.Store(access, plus(at, offset), new IrExpression.LongConstant(0))));
                }
                case IrStatement.If i -> to.add(new IrStatement.If(i.condition(), statements(i.then()), statements(i.otherwise())));
                case IrStatement.Block b -> to.add(new IrStatement.Block(b.label(), statements(b.body())));
                case IrStatement.Loop l -> to.add(new IrStatement.Loop(l.label(), statements(l.body())));
                default -> to.add(statement);
            }
        }

        /** An address that is computed once: addresses may read memory that the move changes. */
        private IrExpression once(String name, IrExpression address, List<IrStatement> to) {
            if (isPlain(address)) {
                return address;
            }
            final IrLocal local = new IrLocal(nextLocal++, name, IrType.LONG);
            to.add(new IrStatement.Assign(local, address));
            return new IrExpression.Read(local);
        }
    }

    private interface Move {
        void at(MemoryAccess access, long offset);
    }

    private static void move(long bytes, Move move) {
        long offset = 0;
        for (final MemoryAccess width : WIDTHS) {
            for (; bytes - offset >= width.bytes(); offset += width.bytes()) {
                move.at(width, offset);
            }
        }
    }

    private static boolean isSmall(long bytes) {
        return bytes >= 0 && bytes <= MOST_BYTES;
    }

    private static boolean isPlain(IrExpression address) {
        return switch (address) {
            case IrExpression.FrameAddress _, IrExpression.Read _ -> true;
            case IrExpression.Arithmetic(IrOperator operator, IrExpression.Read _, IrExpression.LongConstant _) -> operator == IrOperator.ADD;
            default -> false;
        };
    }

    private static IrExpression plus(IrExpression address, long offset) {
        return switch (address) {
            case IrExpression.FrameAddress(long base) -> new IrExpression.FrameAddress(base + offset);
            case IrExpression.Arithmetic(IrOperator operator, IrExpression base, IrExpression.LongConstant(long first)) when operator == IrOperator.ADD ->
                plus(base, first + offset);
            default -> offset == 0 ? address : new IrExpression.Arithmetic(IrOperator.ADD, address, new IrExpression.LongConstant(offset));
        };
    }
}
