/**
 * JMH benchmarks of the runtime's parts and of compiled trackers. Uses: filters, script, compiler, compiler.source, compiler.bytecode, filter,
 * filter.spec, load, runtime, runtime.memory, runtime.packet, runtime.packet.pcap, runtime.table, runtime.sketch, runtime.export, runtime.program,
 * org.openjdk.jmh.
 */
package flowc.bench;
