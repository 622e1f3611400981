package flowc.compiler.layout;

import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.analysis.LayerSymbol;
import flowc.compiler.analysis.TableSymbol;
import flowc.runtime.table.TouchLayout;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What parsing one packet leaves for its handlers: addresses of the headers that they read (0: absent), and every table's key. Only what is asked for
 * gets a place, so that only that is parsed.
 */
public final class SlotLayout {
    /** Places of one header that is read. */
    private record SectionKey(HeaderSymbol header, int section) {}

    private final Arena arena = new Arena();
    private final Map<SectionKey, Long> sections = new LinkedHashMap<>();
    private final Map<HeaderSymbol, Long> payloads = new LinkedHashMap<>();
    private final Map<LayerSymbol, Long> layers = new LinkedHashMap<>();
    private final Map<LayerSymbol, Long> lasts = new LinkedHashMap<>();
    private final Map<LayerSymbol, Map<LayerSymbol.LayerField, Long>> lastFields = new LinkedHashMap<>();
    private final Map<TableSymbol, Long> tables = new LinkedHashMap<>();
    private final java.util.List<Long> flags = new java.util.ArrayList<>();

    /** Address where a section of a header begins; section 0 is the header. */
    public long section(HeaderSymbol header, int section) {
        return sections.computeIfAbsent(new SectionKey(header, section), _ -> arena.allocate(Long.BYTES));
    }

    /** Address where the payload begins; its end is 8 bytes further. */
    public long payload(HeaderSymbol header) {
        return payloads.computeIfAbsent(header, _ -> arena.allocate(2 * Long.BYTES));
    }

    /** Address where the one member of an exclusive layer ({@link SharedPlace}) begins that the packet has. */
    public long layer(LayerSymbol layer) {
        return layers.computeIfAbsent(layer, _ -> arena.allocate(Long.BYTES));
    }

    public Map<LayerSymbol, Long> layers() {
        return layers;
    }

    /** 1 once a member of a {@code layer last} was met. */
    public long last(LayerSymbol layer) {
        return lasts.computeIfAbsent(layer, _ -> arena.allocate(Long.BYTES));
    }

    /** A field of a {@code layer last}: its value in the member that was met last. */
    public long lastField(LayerSymbol layer, LayerSymbol.LayerField field) {
        last(layer);
        return lastFields.computeIfAbsent(layer, _ -> new LinkedHashMap<>()).computeIfAbsent(field, f -> arena.allocate(TypeLayout.bytes(f.type())));
    }

    public Map<LayerSymbol.LayerField, Long> lastFields(LayerSymbol layer) {
        return lastFields.getOrDefault(layer, Map.of());
    }

    /** How much is asked for so far: when it has not grown, nothing new was. */
    public int asked() {
        return sections.size() + payloads.size() + layers.size() + lasts.size() + lastFields.values().stream().mapToInt(Map::size).sum();
    }

    /** A table's {@link TouchLayout}. */
    public long table(TableSymbol table) {
        return tables.computeIfAbsent(table, t -> arena.allocate((int) TouchLayout.KEY_OFFSET + StateLayout.keyBytes(t)));
    }

    /** 8 bytes that are 0 before a packet is parsed. */
    public long flag() {
        final long offset = word();
        flags.add(offset);
        return offset;
    }

    /** {@code bytes} bytes for a value of the packet itself. */
    public long place(int bytes) {
        return arena.allocate(bytes);
    }

    /** 8 bytes for a number of the packet itself. */
    public long word() {
        return arena.allocate(Long.BYTES);
    }

    public boolean usesSection(HeaderSymbol header, int section) {
        return sections.containsKey(new SectionKey(header, section));
    }

    public boolean usesPayload(HeaderSymbol header) {
        return payloads.containsKey(header);
    }

    public Map<LayerSymbol, Long> lasts() {
        return lasts;
    }

    /** Whether handlers ask for anything of {@code header} itself. */
    public boolean uses(HeaderSymbol header) {
        return sections.keySet().stream().anyMatch(k -> k.header() == header) || payloads.containsKey(header)
                || layers.keySet().stream().anyMatch(layer -> layer.members().contains(header))
                || lasts.keySet().stream().anyMatch(layer -> layer.members().contains(header));
    }

    /** Offsets that must be 0 before a packet is parsed. */
    public Iterable<Long> presences() {
        final java.util.List<Long> all = new java.util.ArrayList<>(sections.values());
        all.addAll(layers.values());
        all.addAll(lasts.values());
        all.addAll(flags);
        return all;
    }

    /** What has a place so far: it comes before all that is asked for later. */
    public long bytesInUse() {
        return arena.bytesInUse();
    }

    public long bytes() {
        return arena.bytes();
    }

    /** What preparing a packet uses beyond a slot of {@code slotBytes}. */
    public long scratchBytes(long slotBytes) {
        return Math.max(0, bytes() - slotBytes);
    }
}
