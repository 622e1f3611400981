package flowc.compiler.ir.passes;

import flowc.compiler.ir.IrProgram;

/** A step of the optimiser: gives a program that does the same. Pure; any thread. */
public interface Pass {
    /** For {@code flowc show} and messages, in lower case with hyphens. */
    String name();

    IrProgram apply(IrProgram program);
}
