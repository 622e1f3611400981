/** IR to class bytes, their loader and their printer. The only importer of ASM. Uses: ir, source, runtime.program. */
package flowc.compiler.bytecode;
