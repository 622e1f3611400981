package flowc.runtime;

import flowc.runtime.export.FieldType;
import flowc.runtime.export.RecordLayout;
import flowc.runtime.export.RecordTemplate;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.sketch.RankOrder;
import flowc.runtime.sketch.TopRows;
import flowc.runtime.table.TableSettings;
import flowc.runtime.worker.Frame;
import java.util.List;

/**
 * What the program has stored in its frame about tables, tops and periods, checked. It may come from parameters, so a wrong value is the
 * user's: {@link InvalidSetting}.
 */
final class Settings {
    private final TrackerDescriptor descriptor;
    private final Frame frame;

    Settings(TrackerDescriptor descriptor, Frame frame) {
        this.descriptor = descriptor;
        this.frame = frame;
    }

    List<TableSettings> tables(long hashSeed) {
        return descriptor.tables().stream().map(table -> table(table, hashSeed)).toList();
    }

    private TableSettings table(TrackerDescriptor.Table table, long hashSeed) {
        final String name = "table '" + table.name() + "'";
        if (table.idle() >= 0) {
            positive(table.idle(), "the idle timeout of " + name, "s");
        }
        if (table.active() >= 0) {
            positive(table.active(), "the active timeout of " + name, "s");
        }
        if (table.limit() >= 0) {
            checkRows(table.limit(), "the limit of " + name, TableSettings.MAX_LIMIT);
        }
        return table.settings(frame.address(), hashSeed);
    }

    /** Throws for a period that no block can have. */
    void checkPeriods() {
        for (TrackerDescriptor.Every every : descriptor.everies()) {
            positive(every.period(), "the period of 'every' in table '" + descriptor.tables().get(every.table()).name() + "'", "s");
        }
    }

    /** Throws for a top that is too large; the others can be made. */
    void checkTops() {
        for (TrackerDescriptor.Top top : descriptor.tops()) {
            checkRows(top.capacity(), "the size of a top", TopRows.CAPACITY_LIMIT);
        }
    }

    TopRows top(int index) {
        final TrackerDescriptor.Top top = descriptor.tops().get(index);
        final RankOrder order = switch (top.order()) {
            case SIGNED -> RankOrder.SIGNED;
            case UNSIGNED -> RankOrder.UNSIGNED;
            case FLOAT -> RankOrder.FLOAT;
        };
        final int rankBytes = top.row().fields().stream().filter(field -> field.offset() == top.orderOffset()).mapToInt(field -> field.type().bytes()).findFirst().orElse(Long.BYTES);
        return new TopRows(top.row().bytes(), (int) frame.i64(top.capacity()), top.orderOffset(), rankBytes, order);
    }

    /** Bytes of the largest record, a full top in it. */
    long largestRecord() {
        return descriptor.templates().stream().mapToLong(this::largest).max().orElse(0);
    }

    private long largest(RecordTemplate template) {
        long bytes = RecordLayout.FIELDS_OFFSET;
        long rows = 0;
        for (FieldType.Field field : template.fields()) {
            bytes = Math.max(bytes, field.offset() + field.type().bytes());
            if (field.type() instanceof FieldType.Rows table) {
                rows += largestTop(table.row());
            }
        }
        // Each list of rows may begin at the next multiple of 8.
        return bytes + rows + (long) Long.BYTES * (template.fields().size() + 1);
    }

    private long largestTop(FieldType.Struct row) {
        return descriptor.tops().stream().filter(top -> top.row().equals(row)).mapToLong(top -> frame.i64(top.capacity()) * row.bytes()).max().orElse(0);
    }

    private void checkRows(int offset, String what, long most) {
        final long rows = positive(offset, what, "rows");
        if (rows > most) {
            // What is beyond signed numbers comes as the largest of them.
            throw new InvalidSetting(what + " must be at most " + most + " rows, got " + (rows == Long.MAX_VALUE ? "2^63 or more" : String.valueOf(rows)));
        }
    }

    private static String value(long value, String unit) {
        final boolean fraction = unit.equals("s") && value % 1_000_000_000L != 0;
        return (fraction ? String.valueOf(value / 1e9) : String.valueOf(unit.equals("s") ? value / 1_000_000_000L : value)) + " " + unit;
    }

    private long positive(int offset, String what, String unit) {
        final long value = frame.i64(offset);
        if (value <= 0) {
            throw new InvalidSetting(what + " must be more than 0, got " + value(value, unit));
        }
        return value;
    }
}
