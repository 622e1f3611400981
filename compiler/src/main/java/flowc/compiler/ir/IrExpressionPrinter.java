package flowc.compiler.ir;

import java.util.List;
import java.util.stream.Collectors;

/** Writes expressions: operators between their operands, addresses and masks in hex, all else in decimal. */
final class IrExpressionPrinter {
    private final IrNames names;

    IrExpressionPrinter(IrNames names) {
        this.names = names;
    }

    /** An expression without parentheses around it. */
    String print(IrExpression expression) {
        return switch (expression) {
            case IrExpression.LongConstant c -> Long.toString(c.value());
            case IrExpression.DoubleConstant c -> Double.toString(c.value());
            case IrExpression.BoolConstant c -> Boolean.toString(c.value());
            case IrExpression.Read read -> names.of(read.local());
            case IrExpression.FrameAddress _ -> address(expression);
            case IrExpression.Load load -> memory(load.access(), load.address());
            case IrExpression.Arithmetic a -> arithmetic(a);
            case IrExpression.Compare c -> operand(c.left()) + " " + symbol(c.comparison()) + " " + operand(c.right());
            case IrExpression.Convert c -> function(c.conversion()) + "(" + print(c.operand()) + ")";
            case IrExpression.Not not -> "!" + operand(not.operand());
            case IrExpression.And and -> operand(and.left()) + " && " + operand(and.right());
            case IrExpression.Or or -> operand(or.left()) + " || " + operand(or.right());
            case IrExpression.Conditional c -> operand(c.condition()) + " ? " + operand(c.whenTrue()) + " : " + operand(c.whenFalse());
            case IrExpression.Call call -> call(call.callee(), call.arguments());
        };
    }

    /** A load's or store's place: {@code u16be[packet + 0x2]}. */
    String memory(MemoryAccess access, IrExpression address) {
        return access.loadMethod() + "[" + address(address) + "]";
    }

    /** An address: a base and an offset in hex where it has that form. */
    String address(IrExpression address) {
        return switch (address) {
            case IrExpression.LongConstant c -> "0x" + Long.toHexString(c.value());
            case IrExpression.FrameAddress frame -> "frame + 0x" + Long.toHexString(frame.offset());
            case IrExpression.Arithmetic(IrOperator operator, IrExpression base, IrExpression.LongConstant(long offset))
                when operator == IrOperator.ADD -> operand(base) + (offset < 0 ? " - 0x" + Long.toHexString(-offset) : " + 0x" + Long.toHexString(offset));
            default -> print(address);
        };
    }

    String call(IrCallee callee, List<IrExpression> arguments) {
        final String receiver = switch (callee) {
            case IrCallee.Generated _ -> "";
            case IrCallee.Static target -> target.method().getDeclaringClass().getSimpleName() + ".";
            case IrCallee.OnObject target -> target.receiver().field() + ".";
        };
        return receiver + callee.name() + arguments.stream().map(this::print).collect(Collectors.joining(", ", "(", ")"));
    }

    private String arithmetic(IrExpression.Arithmetic a) {
        final boolean bits = a.operator() == IrOperator.AND || a.operator() == IrOperator.OR || a.operator() == IrOperator.XOR;
        final String right = bits && a.right() instanceof IrExpression.LongConstant mask ? "0x" + Long.toHexString(mask.value()) : operand(a.right());
        return operand(a.left()) + " " + symbol(a.operator()) + " " + right;
    }

    /** An expression inside another: in parentheses when it has several parts. */
    private String operand(IrExpression expression) {
        return switch (expression) {
            case IrExpression.FrameAddress _, IrExpression.Arithmetic _, IrExpression.Compare _, IrExpression.And _, IrExpression.Or _,
                    IrExpression.Conditional _ -> "(" + print(expression) + ")";
            default -> print(expression);
        };
    }

    private static String symbol(IrOperator operator) {
        return switch (operator) {
            case ADD, DOUBLE_ADD -> "+";
            case SUBTRACT, DOUBLE_SUBTRACT -> "-";
            case MULTIPLY, DOUBLE_MULTIPLY -> "*";
            case DIVIDE, DOUBLE_DIVIDE -> "/";
            case DIVIDE_UNSIGNED -> "/u";
            case REMAINDER -> "%";
            case REMAINDER_UNSIGNED -> "%u";
            case AND -> "&";
            case OR -> "|";
            case XOR -> "^";
            case SHIFT_LEFT -> "<<";
            case SHIFT_RIGHT -> ">>";
            case SHIFT_RIGHT_UNSIGNED -> ">>>";
        };
    }

    private static String symbol(IrComparison comparison) {
        return switch (comparison) {
            case EQUAL -> "==";
            case NOT_EQUAL -> "!=";
            case LESS -> "<";
            case LESS_EQUAL -> "<=";
            case GREATER -> ">";
            case GREATER_EQUAL -> ">=";
            case LESS_UNSIGNED -> "<u";
            case LESS_EQUAL_UNSIGNED -> "<=u";
            case GREATER_UNSIGNED -> ">u";
            case GREATER_EQUAL_UNSIGNED -> ">=u";
        };
    }

    private static String function(IrConversion conversion) {
        return switch (conversion) {
            case LONG_TO_DOUBLE -> "double";
            case UNSIGNED_LONG_TO_DOUBLE -> "unsignedDouble";
            case DOUBLE_TO_LONG, BOOL_TO_LONG -> "long";
            case LONG_TO_BOOL -> "bool";
            case LOW_BIT -> "lowBit";
            case DOUBLE_BITS -> "bits";
        };
    }
}
