/** Bursts of packets and the sources they come from. Uses: memory. */
package flowc.runtime.packet;
