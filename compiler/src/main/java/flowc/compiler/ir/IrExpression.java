package flowc.compiler.ir;

import java.util.List;

/** An expression of the IR: a tree whose value is a BOOL, LONG or DOUBLE. Only Call and Load see the world; all else is pure. */
public sealed interface IrExpression {
    IrType type();

    record LongConstant(long value) implements IrExpression {
        @Override
        public IrType type() {
            return IrType.LONG;
        }
    }

    record DoubleConstant(double value) implements IrExpression {
        @Override
        public IrType type() {
            return IrType.DOUBLE;
        }
    }

    record BoolConstant(boolean value) implements IrExpression {
        @Override
        public IrType type() {
            return IrType.BOOL;
        }
    }

    record Read(IrLocal local) implements IrExpression {
        @Override
        public IrType type() {
            return local.type();
        }
    }

    /** Address of byte {@code offset} of the program's frame: the field {@code frame} of FlowProgram plus a constant. */
    record FrameAddress(long offset) implements IrExpression {
        @Override
        public IrType type() {
            return IrType.LONG;
        }
    }

    /** {@code stable}: of memory that nothing writes while a method runs, as packets are; such a load may be made once for many. */
    record Load(MemoryAccess access, IrExpression address, boolean stable) implements IrExpression {
        public Load(MemoryAccess access, IrExpression address) {
            this(access, address, false);
        }

        @Override
        public IrType type() {
            return access.type();
        }
    }

    record Arithmetic(IrOperator operator, IrExpression left, IrExpression right) implements IrExpression {
        @Override
        public IrType type() {
            return operator.type();
        }
    }

    record Compare(IrComparison comparison, IrExpression left, IrExpression right) implements IrExpression {
        @Override
        public IrType type() {
            return IrType.BOOL;
        }
    }

    record Convert(IrConversion conversion, IrExpression operand) implements IrExpression {
        @Override
        public IrType type() {
            return conversion.to();
        }
    }

    record Not(IrExpression operand) implements IrExpression {
        @Override
        public IrType type() {
            return IrType.BOOL;
        }
    }

    /** Evaluates {@code right} only when {@code left} is true. */
    record And(IrExpression left, IrExpression right) implements IrExpression {
        @Override
        public IrType type() {
            return IrType.BOOL;
        }
    }

    /** Evaluates {@code right} only when {@code left} is false. */
    record Or(IrExpression left, IrExpression right) implements IrExpression {
        @Override
        public IrType type() {
            return IrType.BOOL;
        }
    }

    /** Evaluates one of the two branches, which have one type. */
    record Conditional(IrExpression condition, IrExpression whenTrue, IrExpression whenFalse) implements IrExpression {
        @Override
        public IrType type() {
            return whenTrue.type();
        }
    }

    /** The callee has a result. Arguments are evaluated left to right. */
    record Call(IrCallee callee, List<IrExpression> arguments) implements IrExpression {
        @Override
        public IrType type() {
            return callee.result().orElseThrow();
        }
    }
}
