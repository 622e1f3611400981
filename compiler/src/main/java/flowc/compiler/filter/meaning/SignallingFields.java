package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.PACKET;
import static flowc.compiler.filter.predicate.Predicate.Comparison.GREATER;

import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Predicate.Comparison;

/**
 * Signalling units of SS7's MTP2 and the routing label of MTP3 in them; words with an h are of the extended (high speed) format. Sources: ITU-T
 * Q.703, Q.704. A label's fields are compared where they lie in the four bytes, the point codes' bytes in the order of the wire.
 */
final class SignallingFields {
    private static final int LONGEST_STATUS = 2;
    private static final int LONGEST_STATUS_EXTENDED = 0x0100;
    /** From a field of the basic format to that of the extended one. */
    private static final int EXTENDED = 3;

    private final LinkState state;
    private final Loads loads;

    SignallingFields(LinkState state, Loads loads) {
        this.state = state;
        this.loads = loads;
    }

    Predicate word(String word) {
        final int start = start("MTP2", word);
        return switch (word) {
            case "fisu" -> length(start, Comparison.EQUAL, 0);
            case "lssu" -> Tests.and(length(start, GREATER, 0), Tests.not(length(start, GREATER, LONGEST_STATUS)));
            case "msu" -> length(start, GREATER, LONGEST_STATUS);
            case "hfisu" -> extendedLength(start, Comparison.EQUAL, 0);
            case "hlssu" -> Tests.and(
                    extendedLength(start, GREATER, 0), Tests.not(extendedLength(start, GREATER, LONGEST_STATUS_EXTENDED)));
            case "hmsu" -> extendedLength(start, GREATER, LONGEST_STATUS_EXTENDED);
            default -> throw state.error("unknown kind of signalling unit '%s'", word);
        };
    }

    private Predicate length(int start, Comparison comparison, int value) {
        return Tests.compare(comparison, Tests.masked(loads.load(PACKET, start + 2, 1), 0x3f), value);
    }

    private Predicate extendedLength(int start, Comparison comparison, int value) {
        return Tests.compare(comparison, Tests.masked(loads.load(PACKET, start + 4, 2), 0xff80), value);
    }

    Predicate field(FilterExpression.FieldTest test) {
        final String word = test.field();
        final boolean extended = word.startsWith("h");
        final String field = extended ? word.substring(1) : word;
        final int start = start("SS7", field) + (extended ? EXTENDED : 0);
        final Comparison comparison = Tests.ofField(test);
        final int value = (int) checked(field, test.value());
        return switch (field) {
            case "sio" -> loads.compare(comparison, PACKET, start + 3, 1, value);
            case "opc" -> label(comparison, start, (value & 0x3c00) >>> 10 | (value & 0x3fc) << 6 | (value & 0x3) << 22, 0x00c0ff0f);
            case "dpc" -> label(comparison, start, (value & 0xff) << 24 | (value & 0x3f00) << 8, 0xff3f0000);
            default -> Tests.compare(comparison, Tests.masked(loads.load(PACKET, start + 7, 1), 0xf0), value << 4);
        };
    }

    private Predicate label(Comparison comparison, int start, int value, int mask) {
        return Tests.compare(comparison, Tests.masked(loads.load(PACKET, start + 4, 4), mask), value);
    }

    private long checked(String field, long value) {
        final int greatest = switch (field) {
            case "sio" -> 0xff;
            case "opc", "dpc" -> 0x3fff;
            default -> 0xf;
        };
        if (value > greatest) {
            throw state.error("%s value %d too big; max value = %d", field, value, greatest);
        }
        return value;
    }

    /** Where MTP2 begins, behind a pseudo-header where there is one. */
    private int start(String family, String word) {
        return switch (state.type) {
            case MTP2 -> 0;
            case MTP2_WITH_PHDR -> 4;
            case ERF -> 20;
            default -> throw state.error("'%s' supported only on %s", word, family);
        };
    }
}
