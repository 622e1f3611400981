/**
 * Capture files: pcap and pcapng, plain or in gzip, mapped into memory and framed in place; and a writer of pcap.
 * {@link flowc.runtime.packet.pcap.CaptureFiles} is the page to read first. Uses: packet, file, memory.
 */
package flowc.runtime.packet.pcap;
