package flowc.runtime.export;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The text of one {@code print}: its pieces in order. A table stands on lines of its own, below what is printed before it. */
final class PrintLine {
    /** Appends one piece; the print's text begins at byte {@code start}. */
    @FunctionalInterface
    private interface Piece {
        void write(TextBuffer out, int start, long record);
    }

    private final List<Piece> pieces;

    private PrintLine(List<Piece> pieces) {
        this.pieces = pieces;
    }

    static PrintLine of(RecordTemplate template) {
        final List<Piece> pieces = new ArrayList<>();
        boolean belowTable = false;
        for (final RecordTemplate.PrintPart part : template.parts()) {
            switch (part) {
                case RecordTemplate.PrintPart.Text(String text) -> {
                    final String onOwnLine = belowTable ? text.stripLeading() : text;
                    if (!onOwnLine.isEmpty()) {
                        pieces.add(text(belowTable ? '\n' + onOwnLine : onOwnLine));
                        belowTable = false;
                    }
                }
                case RecordTemplate.PrintPart.Hole(int index, String format) -> {
                    final FieldType.Field field = template.fields().get(index);
                    if (belowTable) {
                        pieces.add(text("\n"));
                    }
                    belowTable = field.type() instanceof FieldType.Rows;
                    pieces.add(belowTable ? table(field) : hole(field, FormatSpec.parse(format)));
                }
            }
        }
        return new PrintLine(List.copyOf(pieces));
    }

    void write(TextBuffer out, long record) {
        final int start = out.length();
        for (final Piece piece : pieces) {
            piece.write(out, start, record);
        }
    }

    private static Piece text(String text) {
        final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return (out, _, _) -> out.put(utf8, 0, utf8.length);
    }

    private static Piece hole(FieldType.Field field, FormatSpec spec) {
        final TextValues.Value value = TextValues.of(field.type(), spec);
        final int offset = field.offset();
        return (out, _, record) -> value.write(out, record, record + offset);
    }

    private static Piece table(FieldType.Field field) {
        final TextValues.Value value = TextValues.of(field.type());
        final int offset = field.offset();
        return (out, start, record) -> {
            int end = out.length();
            while (end > start && out.bytes()[end - 1] == ' ') {
                end--;
            }
            out.truncate(end);
            if (end > start && out.bytes()[end - 1] != '\n') {
                out.put('\n');
            }
            value.write(out, record, record + offset);
        };
    }
}
