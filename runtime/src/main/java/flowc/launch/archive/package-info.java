/**
 * What the runtime must know of a compiled tracker, as bytes: {@link flowc.launch.archive.PackedDescriptor}. Written by hand, as Java's serialization of records takes
 * more than a tenth of a second at its first use. Uses: runtime.table, runtime.export, runtime.program.
 */
package flowc.launch.archive;
