package flowc.compiler.ir;

/** Names a block or loop that can be left; {@code id} is unique in the method. */
public record IrLabel(int id, String name) {}
