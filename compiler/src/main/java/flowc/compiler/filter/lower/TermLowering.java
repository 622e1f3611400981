package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.Condition;
import flowc.compiler.filter.graph.Shape;
import flowc.compiler.filter.graph.Term;
import flowc.compiler.filter.predicate.Value.Operator;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.MemoryAccess;
import java.util.HashMap;
import java.util.List;
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
            case Condition.Equal(Term left, Term right) -> compare(IrComparison.EQUAL, value(left), equalTo(left, right));
            case Condition.Below(Term left, Term right) -> compare(IrComparison.LESS, value(left), value(right));
            case Condition.Captured(Term index, long bytes) -> compare(IrComparison.GREATER_EQUAL, new IrExpression.Read(packet.captureLength()),
                index == null ? constant(bytes) : arithmetic(IrOperator.ADD, value(index), constant(bytes)));
            case Condition.Match match -> compare(IrComparison.EQUAL, masked(match), constant(ordered(match.value(), match.bytes())));
            case Condition.Any(List<Condition> parts) ->
                compare(IrComparison.LESS, anySign(parts), constant(0));
            case Condition.EitherLane _ -> throw new IllegalArgumentException("needs a local");
        };
    }

    /** A number that is negative where the condition holds; its operands are below 2^32. */
    private IrExpression sign(Condition condition) {
        return switch (condition) {
            case Condition.Equal(Term left, Term right) -> arithmetic(IrOperator.SUBTRACT, arithmetic(IrOperator.XOR, value(left), equalTo(left, right)), constant(1));
            case Condition.Below(Term left, Term right) -> arithmetic(IrOperator.SUBTRACT, value(left), value(right));
            default -> throw new IllegalArgumentException("no part of others: " + condition);
        };
    }

    /** 1 where the condition holds, else 0, without a jump; null where that takes more than it saves. */
    IrExpression bit(Condition condition, IrLocal local, List<IrStatement> to) {
        return switch (condition) {
            case Condition.Equal _, Condition.Below _ -> signBit(sign(condition));
            case Condition.Any(List<Condition> parts) -> signBit(anySign(parts));
            case Condition.Match(Term _, long _, int bytes, long _, long value) when bytes < Long.BYTES -> signBit(
                arithmetic(IrOperator.SUBTRACT, arithmetic(IrOperator.XOR, masked((Condition.Match) condition), constant(ordered(value, bytes))), constant(1)));
            case Condition.EitherLane lanes -> {
                final int bits = Byte.SIZE * lanes.laneBytes();
                to.add(new IrStatement.Assign(local, zeroLanes(lanes, local, to)));
                final IrExpression both = arithmetic(IrOperator.OR, new IrExpression.Read(local),
                    arithmetic(IrOperator.SHIFT_RIGHT_UNSIGNED, new IrExpression.Read(local), constant(bits)));
                yield arithmetic(IrOperator.AND, arithmetic(IrOperator.SHIFT_RIGHT_UNSIGNED, both, constant(bits - 1)), constant(1));
            }
            case Condition.Captured _, Condition.Match _ -> null;
        };
    }

    private static IrExpression signBit(IrExpression value) {
        return arithmetic(IrOperator.SHIFT_RIGHT_UNSIGNED, value, constant(Long.SIZE - 1));
    }

    private IrExpression anySign(List<Condition> parts) {
        return parts.stream().map(this::sign).reduce((left, right) -> arithmetic(IrOperator.OR, left, right)).orElseThrow();
    }

    private IrExpression masked(Condition.Match match) {
        return arithmetic(IrOperator.AND, wide(match.index(), match.offset(), match.bytes()), constant(ordered(match.mask(), match.bytes())));
    }

    IrExpression either(Condition.EitherLane lanes, IrLocal local, List<IrStatement> to) {
        return compare(IrComparison.NOT_EQUAL, zeroLanes(lanes, local, to), constant(0));
    }

    /** The highest bit of a lane that is 0 (Warren, Hacker's Delight, 6-1), and no bit where none is: {@code local} holds where lanes and value differ. */
    private IrExpression zeroLanes(Condition.EitherLane lanes, IrLocal local, List<IrStatement> to) {
        final int bytes = 2 * lanes.laneBytes();
        to.add(new IrStatement.Assign(local, arithmetic(IrOperator.XOR,
            arithmetic(IrOperator.AND, wide(lanes.index(), lanes.offset(), bytes), constant(ordered(lanes.mask(), bytes))), constant(ordered(lanes.value(), bytes)))));
        final long ones = lanes.laneBytes() == Short.BYTES ? 0x0001_0001L : 0x0000_0001_0000_0001L;
        final IrExpression borrowed = arithmetic(IrOperator.SUBTRACT, new IrExpression.Read(local), constant(ones));
        final IrExpression zeros = arithmetic(IrOperator.XOR, new IrExpression.Read(local), constant(-1));
        return arithmetic(IrOperator.AND, arithmetic(IrOperator.AND, borrowed, zeros), constant(ones << (Byte.SIZE * lanes.laneBytes() - 1)));
    }

    private IrExpression wide(Term index, long offset, int bytes) {
        return new IrExpression.Load(access(bytes, orderFree != null), address(index, offset));
    }

    private IrExpression address(Term index, long offset) {
        final IrExpression start = new IrExpression.Read(packet.address());
        return arithmetic(IrOperator.ADD, index == null ? start : arithmetic(IrOperator.ADD, start, value(index)), constant(offset));
    }

    /** A number of {@code bytes} bytes as {@link #wide} reads it. */
    private long ordered(long number, int bytes) {
        return orderFree == null ? number : MemoryAccess.inMachineOrder(number, bytes);
    }

    /** What {@code left} is compared with. */
    private IrExpression equalTo(Term left, Term right) {
        return right.isConstant() && keepsOrder(left) ? constant(OrderFree.swapped(left, right.constant())) : value(right);
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
            case Shape.Load(int bytes, Term index, long offset) -> new IrExpression.Load(access(bytes, keepsOrder(term)), address(index, offset));
            case Shape.Binary binary when keepsOrder(term) ->
                arithmetic(IrOperator.AND, value(binary.left()), constant(OrderFree.swapped(term, binary.right().constant())));
            case Shape.Binary binary -> binary(binary.operator(), binary.left(), binary.right());
        };
    }

    private static MemoryAccess access(int bytes, boolean machineOrder) {
        final MemoryAccess access = switch (bytes) {
            case 1 -> MemoryAccess.U8;
            case 2 -> MemoryAccess.U16_BE;
            case 4 -> MemoryAccess.U32_BE;
            default -> MemoryAccess.I64_BE;
        };
        return machineOrder ? access.inMachineOrder() : access;
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
