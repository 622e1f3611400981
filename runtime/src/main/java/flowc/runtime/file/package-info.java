/** Files that a run works with: why one could not be used, and temporary ones. Uses: the JDK only. */
package flowc.runtime.file;
