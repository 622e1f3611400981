/**
 * The command line of a tracker, the same for {@code flowc run} and for a tracker compiled to a jar: options, console, signals, progress,
 * summary, exit codes. Only importer of picocli in this module. Uses: archive, the runtime's facade, text, thread, packet, export, program.
 */
package flowc.launch;
