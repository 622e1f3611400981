/** The facade of the compiler: {@link flowc.compiler.Compiler} takes a source to a tracker that can be run. Uses: every package below it; none of them uses this one. */
package flowc.compiler;
