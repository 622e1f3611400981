/**
 * Runs a program over packets with one worker or several. Start at {@link flowc.runtime.worker.PacketRun}; {@link flowc.runtime.worker.FanOutRun}
 * is the way of a packet from one source to its owner. Uses: memory, thread, packet, table, sketch, export, program.
 */
package flowc.runtime.worker;
