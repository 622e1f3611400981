/**
 * Packet filters against hand-written C and libpcap, in one process over one trace. Uses: script, filter,
 * filter.spec, runtime.memory, runtime.packet, runtime.program.
 */
package flowc.bench.filters;
