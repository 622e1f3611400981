package flowc.runtime.table;

import flowc.runtime.memory.OutOfMemoryRegionException;
import flowc.runtime.memory.Region;
import java.util.Set;

/** What tables take when they hold as many rows as they may, of both key forms in turn. Found by opening one, which takes address space only. */
public final class TableMemory {
    private static final int DIGITS_BEYOND = 1000;

    private TableMemory() {}

    /** Bytes that a table with all its lanes takes at most; where the machine has not that much memory, as seen from a smaller limit. */
    public static long mostBytes(TableSettings settings) {
        final Set<Region> others = Region.open();
        final String name = "table '" + settings.name() + "'";
        try (HashFlowTable _ = new HashFlowTable(settings, new Nobody(), new Alarm())) {
            return Region.open().stream().filter(region -> !others.contains(region) && region.what().endsWith(name)).mapToLong(Region::bytes).sum();
        } catch (OutOfMemoryRegionException e) {
            if (settings.limit() == 1) {
                throw e;
            }
            return 2 * mostBytes(withLimit(settings, settings.limit() / 2));
        }
    }

    /** The largest limit, three digits of it, with which the table takes at most {@code bytes}; 0 when there is none. */
    public static long largestLimit(TableSettings settings, long bytes) {
        long fits = 0;
        long beyond = settings.limit() + 1;
        while (beyond - fits > 1 + fits / DIGITS_BEYOND) {
            final long middle = (fits + beyond) >>> 1;
            if (mostBytes(withLimit(settings, middle)) <= bytes) {
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

    private static TableSettings withLimit(TableSettings settings, long limit) {
        return new TableSettings(settings.name(), settings.keyBytes(), settings.compactKeyBytes(), settings.stateBytes(), settings.idleNanos(), settings.activeNanos(), limit,
                settings.eviction(), settings.seed());
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
