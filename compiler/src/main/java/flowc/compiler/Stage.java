package flowc.compiler;

/** What {@code flowc show} can print of a compilation. */
public enum Stage { AST, TYPES, IR, BYTECODE }
