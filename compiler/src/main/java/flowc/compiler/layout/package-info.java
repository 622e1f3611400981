/** The byte and bit of everything that lies in memory: values, keys, state, the frame, packet slots, records. Uses: types, analysis, runtime.export. */
package flowc.compiler.layout;
