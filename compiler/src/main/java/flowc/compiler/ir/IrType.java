package flowc.compiler.ir;

/** What a generated method keeps on the JVM's stack. Everything larger lives in memory and is passed by address, a LONG. */
public enum IrType { BOOL, LONG, DOUBLE }
