package flowc.runtime.export;

import java.util.List;

/**
 * One {@code emit} or {@code print} of a tracker: what its records look like. {@code id} is its index in the tracker's list, {@code table}
 * the index of the table whose handler it stands in (-1: none), {@code key} the key of the rows it is written for (null: it is written outside of rows), offsets of fields are from the record's start and begin at
 * {@link RecordLayout#FIELDS_OFFSET}.
 */
public record RecordTemplate(int id, int table, FieldType.Key key, Kind kind, String name, List<FieldType.Field> fields, List<PrintPart> parts) {
    public enum Kind { EMIT, PRINT }

    /** A piece of a print line; empty for EMIT. */
    public sealed interface PrintPart {
        record Text(String text) implements PrintPart {}

        /** A field by index with a format such as {@code .2}, checked by {@link FormatSpec}; empty for the default. */
        record Hole(int field, String format) implements PrintPart {}
    }
}
