package flowc.compiler.layout;

import flowc.compiler.analysis.Analysis;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.types.Type;
import flowc.runtime.memory.CacheLine;
import flowc.runtime.memory.Memory;
import flowc.runtime.table.RowLayout;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a table's state lies in its rows and beside them ({@link RowLayout}). A table whose rows are longer than a cache line has apart what packets
 * do not use ({@link PacketState}), as far as that makes room for the rest in one.
 */
public final class StateLayout {
    /** A field, or of a counter the total at the last pass, apart from the total. */
    record Part(TableSymbol table, TableSymbol.StateField field, boolean isBase) {
        private int bytes() {
            return isBase ? Long.BYTES : TypeLayout.bytes(field.type());
        }
    }

    /** From the row's address on, or from its cold part's. */
    public record Place(boolean isCold, long offset) {}

    private final TableSymbol table;
    private final Map<Part, Place> places = new HashMap<>();
    private final int hotBytes;
    private final int coldBytes;

    private StateLayout(TableSymbol table, Set<Part> usedByPackets) {
        this.table = table;
        final List<Part> parts = table.state().stream().flatMap(field -> parts(table, field)).toList();
        // With a key as it is met most often.
        final long roomBytes = CacheLine.BYTES - RowLayout.keyOffset(CompactKey.of(table).map(CompactKey::bytes).orElse(keyBytes(table)));
        final Set<Part> hot = bytes(parts) <= roomBytes - RowLayout.COLD_STATE_OFFSET ? Set.copyOf(parts) : hot(parts, usedByPackets, roomBytes);
        this.hotBytes = place(parts.stream().filter(hot::contains).toList(), false, RowLayout.STATE_OFFSET);
        this.coldBytes = place(parts.stream().filter(part -> !hot.contains(part)).toList(), true, RowLayout.COLD_STATE_OFFSET);
    }

    public static Map<TableSymbol, StateLayout> of(Analysis analysis) {
        final Set<Part> used = PacketState.of(analysis);
        final Map<TableSymbol, StateLayout> layouts = new IdentityHashMap<>();
        analysis.tables().forEach(table -> layouts.put(table, new StateLayout(table, used)));
        return layouts;
    }

    public static int keyBytes(TableSymbol table) {
        return KeyLayout.of(table.key().type()).bytes();
    }

    private static Stream<Part> parts(TableSymbol table, TableSymbol.StateField field) {
        final Part part = new Part(table, field, false);
        return field.type() == Type.Simple.COUNTER ? Stream.of(part, new Part(table, field, true)) : Stream.of(part);
    }

    /** What packets use, and of the rest as much as there is room for beside it in {@code roomBytes}, a multiple of 8. */
    private static Set<Part> hot(List<Part> parts, Set<Part> usedByPackets, long roomBytes) {
        final Set<Part> hot = parts.stream().filter(usedByPackets::contains).collect(Collectors.toCollection(HashSet::new));
        long bytes = bytes(hot);
        for (Part part : parts) {
            if (bytes + part.bytes() <= roomBytes && hot.add(part)) {
                bytes += part.bytes();
            }
        }
        return hot;
    }

    private static long bytes(Collection<Part> parts) {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /** Gives what they take, a multiple of 8 bytes. */
    private int place(List<Part> parts, boolean isCold, long first) {
        long offset = first;
        for (Part part : parts) {
            places.put(part, new Place(isCold, offset));
            offset += part.bytes();
        }
        return (int) Memory.align(offset - first, Long.BYTES);
    }

    /** Bytes of all state, a multiple of 8. */
    public int stateBytes() {
        return hotBytes + coldBytes;
    }

    /** Of these, those that lie apart; a multiple of 8. */
    public int coldBytes() {
        return coldBytes;
    }

    /** Offset of the key from the row's start. */
    public long keyOffset() {
        return RowLayout.keyOffset(hotBytes);
    }

    public Place place(TableSymbol.StateField field) {
        return places.get(new Part(table, field, false));
    }

    /** Of a counter's total at the last pass. */
    public Place base(TableSymbol.StateField counter) {
        return places.get(new Part(table, counter, true));
    }
}
