package flowc.runtime.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How much memory this process may use at most. Mappings on Linux reserve nothing, so a sum beyond this would be refused in the middle of
 * a run by the system's out-of-memory killer instead of at start by us.
 */
public final class PhysicalMemory {
    /** Memory and swap, or less where a control group says so; {@link Long#MAX_VALUE} where the system does not tell. */
    public static final long BYTES = Math.min(memoryAndSwap(Path.of("/proc/meminfo")), groupLimit(Path.of("/sys/fs/cgroup/memory.max")));

    private PhysicalMemory() {}

    static long memoryAndSwap(Path meminfo) {
        try {
            long sum = 0;
            for (final String line : Files.readAllLines(meminfo)) {
                if (line.startsWith("MemTotal:") || line.startsWith("SwapTotal:")) {
                    sum += Long.parseLong(line.replaceAll("\\D", "")) * 1024;
                }
            }
            return sum > 0 ? sum : Long.MAX_VALUE;
        } catch (final IOException | NumberFormatException unknown) {
            return Long.MAX_VALUE;
        }
    }

    static long groupLimit(Path file) {
        try {
            return Long.parseLong(Files.readString(file).strip());
        } catch (final IOException | NumberFormatException unlimited) {
            return Long.MAX_VALUE;
        }
    }
}
