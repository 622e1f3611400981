/** The optimiser: passes from IR to IR that keep what a program does. Uses: ir. */
package flowc.compiler.ir.passes;
