/** Packet filters against hand-written C and libpcap, in one process over one trace. Uses: runtime, flowc.filter, bench.script. */
package flowc.bench.filters;
