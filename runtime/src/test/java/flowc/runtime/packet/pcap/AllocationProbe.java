package flowc.runtime.packet.pcap;

import com.sun.management.ThreadMXBean;
import flowc.runtime.packet.MemorySource;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;

/** A program that prints how many bytes on the heap it takes to read a million packets; run without checked accesses, whose look-up allocates. */
final class AllocationProbe {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final PacketBurst BURST = new PacketBurst();
    private static final int FILES = 5;

    private AllocationProbe() {}

    /** Arguments: a pcap and a pcapng file of 200 000 packets each. */
    public static void main(String[] args) throws Exception {
        for (final String file : args) {
            final List<Path> files = Collections.nCopies(FILES, Path.of(file));
            print(() -> CaptureFiles.open(files));
        }
        print(() -> MemorySource.fixedSize(MemorySegment.ofArray(new byte[60_000]), 60, 1, 1, 1000));
    }

    private static void print(Callable<PacketSource> source) throws Exception {
        read(source);
        System.out.println(read(source));
    }

    private static String read(Callable<PacketSource> opener) throws Exception {
        try (PacketSource source = opener.call()) {
            // The first burst loads what a source needs once.
            long packets = source.fill(BURST) ? BURST.count() : 0;
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            while (source.fill(BURST)) {
                packets += BURST.count();
            }
            return packets + " " + (THREADS.getCurrentThreadAllocatedBytes() - before);
        }
    }
}
