package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.Condition;
import flowc.compiler.filter.graph.Shape;
import flowc.compiler.filter.graph.Term;
import flowc.compiler.filter.predicate.Value.Operator;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.MemoryAccess;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/** Terms and conditions to expressions: LONGs from 0 to 2^32 - 1. */
final class TermLowering {
    private static final long MASK = 0xffff_ffffL;

    private final Packet packet;
    private final OrderFree orderFree;
    private final IntFunction<IrLocal> registers;
    private final Map<Term, IrLocal> locals = new HashMap<>();

    /** {@code orderFree} is null where the machine's byte order is not known, or the network's. */
    TermLowering(Packet packet, OrderFree orderFree, IntFunction<IrLocal> registers) {
        this.packet = packet;
        this.orderFree = orderFree;
        this.registers = registers;
    }

    /** From here on {@code term} is read from {@code local}. */
    void keep(Term term, IrLocal local) {
        locals.put(term, local);
    }

    void forget(Term term) {
        locals.remove(term);
    }

    IrExpression condition(Condition condition) {
        return switch (condition) {
            case Condition.Equal(Term left, Term right) -> compare(IrComparison.EQUAL, value(left),
                right.isConstant() && keepsOrder(left) ? constant(OrderFree.swapped(left, right.constant())) : value(right));
            case Condition.Below(Term left, Term right) -> compare(IrComparison.LESS, value(left), value(right));
            case Condition.Captured(Term index, long bytes) -> compare(IrComparison.GREATER_EQUAL, new IrExpression.Read(packet.captureLength()),
                index == null ? constant(bytes) : arithmetic(IrOperator.ADD, value(index), constant(bytes)));
        };
    }

    private boolean keepsOrder(Term term) {
        return orderFree != null && orderFree.contains(term);
    }

    IrExpression value(Term term) {
        final IrLocal local = locals.get(term);
        return local != null ? new IrExpression.Read(local) : computed(term);
    }

    /** The value, whether or not a local holds it. */
    IrExpression computed(Term term) {
        return switch (term.shape()) {
            case Shape.Constant _ -> constant(term.constant());
            case Shape.WireLength() -> new IrExpression.Read(packet.wireLength());
            case Shape.Register(int number) -> new IrExpression.Read(registers.apply(number));
            case Shape.Load(int bytes, Term index, long offset) -> {
                final IrExpression start = new IrExpression.Read(packet.address());
                final IrExpression base = index == null ? start : arithmetic(IrOperator.ADD, start, value(index));
                yield new IrExpression.Load(access(bytes, keepsOrder(term)), arithmetic(IrOperator.ADD, base, constant(offset)));
            }
            case Shape.Binary binary when keepsOrder(term) ->
                arithmetic(IrOperator.AND, value(binary.left()), constant(OrderFree.swapped(term, binary.right().constant())));
            case Shape.Binary binary -> binary(binary.operator(), binary.left(), binary.right());
        };
    }

    private static MemoryAccess access(int bytes, boolean machineOrder) {
        return switch (bytes) {
            case 1 -> MemoryAccess.U8;
            case 2 -> machineOrder ? MemoryAccess.U16 : MemoryAccess.U16_BE;
            default -> machineOrder ? MemoryAccess.U32 : MemoryAccess.U32_BE;
        };
    }

    private IrExpression binary(Operator operator, Term left, Term right) {
        return switch (operator) {
            case ADD -> modulo(arithmetic(IrOperator.ADD, value(left), value(right)), left.highest() + right.highest());
            case SUBTRACT -> modulo(arithmetic(IrOperator.SUBTRACT, value(left), value(right)), Long.MAX_VALUE);
            case MULTIPLY -> modulo(arithmetic(IrOperator.MULTIPLY, value(left), value(right)),
                right.highest() != 0 && left.highest() > MASK / right.highest() ? Long.MAX_VALUE : 0);
            case DIVIDE -> arithmetic(IrOperator.DIVIDE, value(left), value(right));
            case REMAINDER -> arithmetic(IrOperator.REMAINDER, value(left), value(right));
            case AND -> arithmetic(IrOperator.AND, value(left), value(right));
            case OR -> arithmetic(IrOperator.OR, value(left), value(right));
            case XOR -> arithmetic(IrOperator.XOR, value(left), value(right));
            case SHIFT_LEFT -> shift(right, modulo(arithmetic(IrOperator.SHIFT_LEFT, value(left), value(right)),
                right.isConstant() ? left.highest() << right.constant() : Long.MAX_VALUE));
            case SHIFT_RIGHT -> shift(right, arithmetic(IrOperator.SHIFT_RIGHT_UNSIGNED, value(left), value(right)));
        };
    }

    private static IrExpression modulo(IrExpression value, long highest) {
        return highest <= MASK ? value : arithmetic(IrOperator.AND, value, constant(MASK));
    }

    /** 0 from 32 on, where the IR's shifts would go on. */
    private IrExpression shift(Term count, IrExpression shifted) {
        return count.highest() < Integer.SIZE ? shifted
            : new IrExpression.Conditional(compare(IrComparison.LESS, value(count), constant(Integer.SIZE)), shifted, constant(0));
    }

    private static IrExpression constant(long value) {
        return new IrExpression.LongConstant(value);
    }

    private static IrExpression arithmetic(IrOperator operator, IrExpression left, IrExpression right) {
        return new IrExpression.Arithmetic(operator, left, right);
    }

    private static IrExpression compare(IrComparison comparison, IrExpression left, IrExpression right) {
        return new IrExpression.Compare(comparison, left, right);
    }
}
