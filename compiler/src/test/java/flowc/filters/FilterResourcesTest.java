package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import flowc.filter.FilterSyntaxException;
import flowc.filter.PacketFilter;
import flowc.filter.spec.LinkType;
import flowc.runtime.memory.Region;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What filters cost besides time. */
final class FilterResourcesTest {
    private static final int FILTERS = Integer.getInteger("flowc.filters", 1_500);
    private static final int PACKETS = 20_000;
    private static final int BYTES = 64;

    /** {@code -Dflowc.filters=10000} says the same of more. */
    @Test
    @Timeout(60)
    void filtersThatNothingUsesAnyMoreAreUnloaded() throws FilterSyntaxException, InterruptedException {
        final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        PacketFilter.compile("tcp port 1", LinkType.EN10MB);
        System.gc();
        final int before = classes.getLoadedClassCount();
        for (int i = 0; i < FILTERS; i++) {
            PacketFilter.compile("tcp port " + i, LinkType.EN10MB);
        }
        // What the JVM still compiles stays for a while.
        while (classes.getLoadedClassCount() > before + FILTERS / 10) {
            System.gc();
            Thread.sleep(10);
        }
    }

    @Test
    void testingAllocatesNothing() throws FilterSyntaxException {
        final PacketFilter filter = PacketFilter.compile("tcp port 80 or host 10.0.0.1 or ip protochain 6", LinkType.EN10MB);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        try (Region packet = Region.allocate(BYTES, "a packet")) {
            long allocated = Long.MAX_VALUE;
            for (int round = 0; round < 5 && allocated > 0; round++) {     // the interpreter's first rounds may
                final long before = threads.getCurrentThreadAllocatedBytes();
                run(filter, packet.address());
                allocated = threads.getCurrentThreadAllocatedBytes() - before;
            }
            assertEquals(0, allocated, "bytes");
        }
    }

    private static int run(PacketFilter filter, long address) {
        int accepted = 0;
        for (int i = 0; i < PACKETS; i++) {
            accepted += filter.test(address, i % BYTES, BYTES) ? 1 : 0;
        }
        return accepted;
    }
}
