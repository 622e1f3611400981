/** IR to class bytes, their loader and their printer. The only importer of ASM. Uses: source, ir, runtime.memory, runtime.program, org.objectweb.asm. */
package flowc.compiler.bytecode;
