package flowc.launch;

import flowc.runtime.CountingProgram;
import flowc.runtime.Progress;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Random;

/**
 * Makes garbage in a JVM that has room for all of it, and prints what a {@link HeapWatch} does about it: how often the heap was collected, and by how much it was larger, after some
 * update, than what was to be kept, in MiB. {@code watch KEPT GARBAGE SEED}, both in MiB; {@code run ARGUMENT…} is a run of a tracker behind 64 MiB of garbage.
 */
final class HeapWatchMain {
    private static final int MIB = 1 << 20;
    private static final Progress.Snapshot SNAPSHOT = new Progress.Snapshot(0, 0, 0, null, 0);

    /** What {@link #litter} made last, so that it is made at all. */
    private static byte[] litter;

    private HeapWatchMain() {}

    public static void main(String[] args) {
        if (args[0].equals("run")) {
            litter(64L * MIB, new Random(0));
            TrackerCommand.run("counting", CountingProgram.tracker(), List.of(), List.of(args).subList(1, args.length).toArray(String[]::new), Console.standard());
            System.err.println("collections " + collections());
        } else {
            watch(Integer.parseInt(args[1]) * MIB, Long.parseLong(args[2]) * MIB, new Random(Long.parseLong(args[3])));
        }
    }

    private static void watch(int keptBytes, long garbageBytes, Random random) {
        final byte[] kept = new byte[keptBytes];
        System.gc();
        final long live = used();
        final long before = collections();
        final HeapWatch watch = new HeapWatch(Progress.NONE);
        long most = 0;
        for (long made = 0; made < garbageBytes;) {
            made += litter(random.nextInt(4 * MIB), random);
            watch.update(SNAPSHOT);
            most = Math.max(most, used() - live);
        }
        System.out.println((collections() - before) + " " + most / MIB + " " + (kept.length == keptBytes));
    }

    private static long litter(long bytes, Random random) {
        long made = 0;
        while (made < bytes) {
            litter = new byte[1 + random.nextInt(64 << 10)];
            made += litter.length;
        }
        return made;
    }

    private static long used() {
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static long collections() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream().mapToLong(GarbageCollectorMXBean::getCollectionCount).sum();
    }
}
