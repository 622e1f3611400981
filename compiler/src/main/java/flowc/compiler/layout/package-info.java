/**
 * The byte and bit of everything that lies in memory: values, keys, state, the frame, packet slots, records. Uses: source, syntax.ast, types, analysis,
 * runtime.memory, runtime.table, runtime.export.
 */
package flowc.compiler.layout;
