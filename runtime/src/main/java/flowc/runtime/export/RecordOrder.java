package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import java.util.List;

/** The order of {@code --order}: time, table's index, key ({@link KeyOrder}; what is written outside of rows comes last). Records that are equal in it keep the order in which they were emitted. */
final class RecordOrder {
    private final int[] tableByTemplate;
    private final KeyOrder.Order[] keyByTemplate;

    RecordOrder(List<RecordTemplate> templates) {
        this.tableByTemplate = new int[templates.size()];
        this.keyByTemplate = new KeyOrder.Order[templates.size()];
        for (RecordTemplate template : templates) {
            tableByTemplate[template.id()] = template.table();
            keyByTemplate[template.id()] = template.key() == null ? null : KeyOrder.of(template.key());
        }
    }

    int compare(long left, long right) {
        final int byTime = Long.compare(Memory.i64(left + RecordLayout.TIME_OFFSET), Memory.i64(right + RecordLayout.TIME_OFFSET));
        if (byTime != 0) {
            return byTime;
        }
        final int byTable = Integer.compare(table(left), table(right));
        if (byTable != 0) {
            return byTable;
        }
        return compareKeys(left, right);
    }

    private int compareKeys(long left, long right) {
        final long leftKey = Memory.i64(left + RecordLayout.KEY_OFFSET);
        final long rightKey = Memory.i64(right + RecordLayout.KEY_OFFSET);
        if (leftKey == 0 || rightKey == 0) {
            return Boolean.compare(leftKey == 0, rightKey == 0);
        }
        return keyByTemplate[template(left)].compare(left + leftKey, right + rightKey);
    }

    private static int template(long record) {
        return (int) Memory.u32(record + RecordLayout.TEMPLATE_OFFSET);
    }

    private int table(long record) {
        return tableByTemplate[template(record)];
    }

    /**
     * Sorts {@code count} addresses of records that lie at {@code records}, stably; as many bytes at {@code copy} are for the work. A merge sort: records
     * come nearly in order, and halves in order are not merged.
     */
    void sort(long records, long copy, int count) {
        Memory.copy(copy, records, (long) count * Long.BYTES);
        sort(records, copy, 0, count);
    }

    private static long at(long records, int index) {
        return Memory.i64(records + (long) index * Long.BYTES);
    }

    /** Sorts {@code source} from {@code from} to {@code to} into {@code target}; both hold the same addresses there. */
    private void sort(long target, long source, int from, int to) {
        if (to - from < 2) {
            return;
        }
        final int middle = (from + to) >>> 1;
        sort(source, target, from, middle);
        sort(source, target, middle, to);
        if (compare(at(source, middle - 1), at(source, middle)) <= 0) {
            Memory.copy(target + (long) from * Long.BYTES, source + (long) from * Long.BYTES, (long) (to - from) * Long.BYTES);
            return;
        }
        int left = from;
        int right = middle;
        for (int i = from; i < to; i++) {
            final boolean takeLeft = right == to || left < middle && compare(at(source, left), at(source, right)) <= 0;
            Memory.putI64(target + (long) i * Long.BYTES, at(source, takeLeft ? left++ : right++));
        }
    }
}
