package flowc.compiler.ir;

/**
 * A runtime object that a program holds in a final instance field and calls. The generated constructor fills the field with
 * {@code (type) context.accessor(index)}, or {@code context.accessor()} when {@code index} is negative.
 */
public record IrObject(String field, Class<?> type, String accessor, int index) {}
