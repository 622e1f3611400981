package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The rows of a {@code top} as lines under a header, columns two spaces apart, numbers to the right, floats with two decimals. One thread. */
final class TextTable implements TextValues.Value {
    private static final FormatSpec TWO_DECIMALS = FormatSpec.parse(".2");
    private static final double SMALLEST_IN_TWO_DECIMALS = 0.01;
    private static final int GAP = 2;
    private static final byte[] SPACE = {' '};

    private final int rowBytes;
    private final int[] offsets;
    private final byte[][] headers;
    private final TextValues.Value[] values;
    private final boolean[] right;

    /** The text of all cells in a row, row after row, and where each ends: widths are known only after the last row. */
    private final TextBuffer cells = new TextBuffer(4096);

    private int[] ends = new int[64];

    TextTable(FieldType.Rows rows) {
        final List<FieldType.Field> fields = rows.row().fields();
        final int columns = fields.size();
        this.rowBytes = rows.row().bytes();
        this.offsets = fields.stream().mapToInt(FieldType.Field::offset).toArray();
        this.headers = fields.stream().map(field -> field.name().getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
        this.values = fields.stream().map(field -> cell(field.type())).toArray(TextValues.Value[]::new);
        this.right = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            right[column] = isNumber(fields.get(column).type());
        }
    }

    /** Begins on a line of its own and ends without a line break. */
    @Override
    public void write(TextBuffer out, long record, long address) {
        final int rows = (int) Memory.u32(address);
        final int[] widths = render(record, record + Memory.u32(address + Integer.BYTES), rows);
        int cell = 0;
        int start = 0;
        for (int row = 0; row <= rows; row++) {
            if (row > 0) {
                out.put('\n');
            }
            for (int column = 0; column < headers.length; column++) {
                put(out, start, ends[cell], column, widths[column]);
                start = ends[cell++];
            }
        }
        cells.clear();
    }

    private int[] render(long record, long firstRow, int rows) {
        final int columns = headers.length;
        ends = ends.length < Math.multiplyExact(columns, rows + 1) ? Arrays.copyOf(ends, columns * (rows + 1)) : ends;
        final int[] widths = new int[columns];
        int cell = 0;
        for (int row = 0; row <= rows; row++) {
            for (int column = 0; column < columns; column++) {
                final int start = cells.length();
                if (row == 0) {
                    cells.put(headers[column], 0, headers[column].length);
                } else {
                    values[column].write(cells, record, firstRow + (row - 1L) * rowBytes + offsets[column]);
                }
                ends[cell++] = cells.length();
                widths[column] = Math.max(widths[column], cells.characters(start, cells.length()));
            }
        }
        return widths;
    }

    private void put(TextBuffer out, int start, int end, int column, int width) {
        final int missing = width - cells.characters(start, end);
        final boolean last = column == headers.length - 1;
        if (right[column]) {
            out.insert(out.length(), SPACE, missing);
        }
        out.put(cells.bytes(), start, end - start);
        if (!last) {
            out.insert(out.length(), SPACE, (right[column] ? 0 : missing) + GAP);
        }
    }

    private static TextValues.Value cell(FieldType type) {
        return switch (type) {
            case FieldType.Float64 _ -> TextTable::real;
            case FieldType.Rows _ -> (out, _, address) -> out.unsigned(Memory.u32(address)).put(" rows");
            default -> TextValues.of(type);
        };
    }

    private static void real(TextBuffer out, long record, long address) {
        final double value = Memory.f64(address);
        final boolean tiny = value != 0 && Math.abs(value) < SMALLEST_IN_TWO_DECIMALS;
        NumberText.real(out, value, tiny ? FormatSpec.NONE : TWO_DECIMALS);
    }

    private static boolean isNumber(FieldType type) {
        return switch (type) {
            case FieldType.Maybe(FieldType inner) -> isNumber(inner);
            case FieldType.Unsigned _, FieldType.Signed _, FieldType.Float64 _, FieldType.Duration _ -> true;
            default -> false;
        };
    }
}
