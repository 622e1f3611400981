package flowc.runtime.table;

import flowc.runtime.memory.OutOfMemoryRegionException;
import flowc.runtime.memory.Region;
import java.util.Collection;
import java.util.Set;
import java.util.stream.IntStream;

/** What tables take when they hold as many rows as they may, of both key forms in turn. Found by opening one, which takes address space only. */
public final class TableMemory {
    private static final int DIGITS_BEYOND = 1000;

    private TableMemory() {}

    /** Bytes that a table with its owned lanes takes at most; where the machine has not that much memory, as seen from a smaller limit. */
    public static long mostBytes(TableSettings settings) {
        final Set<Region> others = Region.open();
        try (HashFlowTable _ = new HashFlowTable(settings, new Nobody(), new Alarm())) {
            return bytesIn(Region.open().stream().filter(region -> !others.contains(region)).toList(), settings);
        } catch (OutOfMemoryRegionException e) {
            if (settings.limit() == 1) {
                throw e;
            }
            return 2 * mostBytes(settings.withLimit(settings.limit() / 2));
        }
    }

    /** The same where as many workers as {@code owners} share its lanes: each has spare lines and rows of its own. */
    static long mostBytes(TableSettings settings, int owners) {
        return IntStream.range(0, owners).mapToLong(owner -> mostBytes(settings.owning(LaneRange.share(owner, owners, settings.lanes())))).sum();
    }

    /** Bytes of the table in {@code regions}, for all its owners together. */
    public static long bytesIn(Collection<Region> regions, TableSettings settings) {
        return regions.stream().filter(region -> region.what().endsWith("table '" + settings.name() + "'")).mapToLong(Region::bytes).sum();
    }

    /** How many workers have rows of the table in {@code regions}; 1 at least. */
    public static int ownersIn(Collection<Region> regions, TableSettings settings) {
        return Math.max(1, (int) regions.stream().filter(region -> region.what().equals(RowStore.what(settings)) && region.bytes() > RowStore.emptyBytes(settings)).count());
    }

    /** The largest limit, three digits of it, with which the table takes at most {@code bytes} when {@code owners} workers share it; 0 when there is none. */
    public static long largestLimit(TableSettings settings, int owners, long bytes) {
        long fits = 0;
        long beyond = settings.limit() + 1;
        while (beyond - fits > 1 + fits / DIGITS_BEYOND) {
            final long middle = (fits + beyond) >>> 1;
            if (mostBytes(settings.withLimit(middle), owners) <= bytes) {
                fits = middle;
            } else {
                beyond = middle;
            }
        }
        long unit = 1;
        while (fits / unit >= DIGITS_BEYOND) {
            unit *= 10;
        }
        return fits / unit * unit;
    }

    /** Is told nothing, since no flow is ever made. */
    private static final class Nobody implements RowListener {
        @Override
        public void onEnd(long row, long time, long reason) {
            throw new IllegalStateException("a table that is only measured has no flows");
        }

        @Override
        public long rank(long row) {
            throw new IllegalStateException("a table that is only measured has no flows");
        }
    }
}
