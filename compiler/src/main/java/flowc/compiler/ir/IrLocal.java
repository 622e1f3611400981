package flowc.compiler.ir;

/** A local variable or parameter of one method; {@code id} is unique in the method, {@code name} is for readers and debuggers. */
public record IrLocal(int id, String name, IrType type) {}
