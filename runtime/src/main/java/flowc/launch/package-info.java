/**
 * The command line of a tracker, the same for {@code flowc run} and for a tracker compiled to a jar: options, console, signals, progress,
 * summary, exit codes. Only importer of picocli in this module. Uses: archive, runtime, runtime.thread, runtime.file, runtime.memory,
 * runtime.packet, runtime.packet.pcap, runtime.table, runtime.export, runtime.program, runtime.text, com.fasterxml.jackson.core, picocli.
 */
package flowc.launch;
