/**
 * Capture files: pcap and pcapng, plain or in gzip, mapped into memory and framed in place; and writers of pcap and pcapng.
 * {@link flowc.runtime.packet.pcap.CaptureFiles} is the page to read first. Uses: packet, file, memory.
 */
package flowc.runtime.packet.pcap;
