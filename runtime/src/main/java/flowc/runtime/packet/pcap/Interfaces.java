package flowc.runtime.packet.pcap;

/** Numbers the capture interfaces of a run, from 0 on, over all of its files. */
final class Interfaces {
    private long count;

    long number() {
        return count++;
    }
}
