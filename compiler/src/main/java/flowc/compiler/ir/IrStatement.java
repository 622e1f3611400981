package flowc.compiler.ir;

import java.util.List;
import java.util.Optional;

/** A statement of the IR. Control flow is structured: no jumps but out of, or to the start of, an enclosing labelled statement. */
public sealed interface IrStatement {
    /** Gives a local its value; also its first one. */
    record Assign(IrLocal local, IrExpression value) implements IrStatement {}

    record Store(MemoryAccess access, IrExpression address, IrExpression value) implements IrStatement {}

    /** Copies {@code bytes} bytes; source and destination do not overlap. */
    record Copy(IrExpression destination, IrExpression source, IrExpression bytes) implements IrStatement {}

    /** Makes {@code bytes} bytes 0. */
    record Zero(IrExpression address, IrExpression bytes) implements IrStatement {}

    /** A call for its effect; a result is dropped. */
    record Invoke(IrCallee callee, List<IrExpression> arguments) implements IrStatement {}

    record If(IrExpression condition, List<IrStatement> then, List<IrStatement> otherwise) implements IrStatement {}

    /** Runs once; {@code Break(label)} leaves it. */
    record Block(IrLabel label, List<IrStatement> body) implements IrStatement {}

    /** Runs for ever; {@code Break(label)} leaves it, {@code Continue(label)} starts the next round. */
    record Loop(IrLabel label, List<IrStatement> body) implements IrStatement {}

    record Break(IrLabel label) implements IrStatement {}

    record Continue(IrLabel label) implements IrStatement {}

    record Return(Optional<IrExpression> value) implements IrStatement {}

    /** What follows came from this line of the tracker's file, until the next Line in the same method. */
    record Line(int line) implements IrStatement {}
}
