package flowc.compiler.analysis;

import flowc.compiler.types.Type;

/** What a name, a member, an index or a call means. */
public sealed interface Binding {
    record Local(LocalSymbol symbol) implements Binding {}

    record Param(Symbol.Param symbol) implements Binding {}

    /** A const, a packet value by name: stands for its expression. */
    record Definition(TypedExpression value) implements Binding {}

    /** A field of the handler's own row. */
    record State(TableSymbol table, TableSymbol.StateField field) implements Binding {}

    /** A field of a row that the member's target binds. */
    record RowState(TableSymbol table, TableSymbol.StateField field) implements Binding {}

    /** The key of the handler's own row, or of a row that the member's target binds. */
    record RowKey(TableSymbol table, boolean own) implements Binding {}

    /** Part {@code part} of a key value; {@code second} tells the two names of an unordered part. */
    record KeyPart(Type.Key key, int part, boolean second) implements Binding {}

    record StructField(Type.Struct struct, int field) implements Binding {}

    record HeaderPresence(HeaderSymbol header) implements Binding {}

    record LayerPresence(LayerSymbol layer) implements Binding {}

    record Wire(HeaderSymbol header, HeaderSymbol.WireField field) implements Binding {}

    record Sized(HeaderSymbol header, HeaderSymbol.SizedField field) implements Binding {}

    record Computed(HeaderSymbol header, HeaderSymbol.ComputedField field) implements Binding {}

    record LayerField(LayerSymbol layer, LayerSymbol.LayerField field) implements Binding {}

    record Payload(HeaderSymbol header) implements Binding {}

    record EnumMember(Type.Enumeration type, long value) implements Binding {}

    record Table(TableSymbol table) implements Binding {}

    /** {@code t[k]}. */
    record Lookup(TableSymbol table) implements Binding {}

    record ByteAt() implements Binding {}

    record Function(Symbol.Function function) implements Binding {}

    record Parser(Symbol.Parser parser) implements Binding {}

    /** The parts of a key symbol for the packet at hand, as a value. */
    record PacketKey(KeySymbol key) implements Binding {}

    record TopAdd(LocalSymbol top) implements Binding {}

    /** {@code pcap("…")}. */
    record Pcap(PcapFilter filter) implements Binding {}

    /** The bits after a header. */
    record Ahead(HeaderSymbol header, int bits) implements Binding {}

    enum Builtin implements Binding {
        PACKET, PACKET_LENGTH, PACKET_CAPTURED, PACKET_TIME, PACKET_LINK_TYPE, PACKET_INTERFACE,
        NOW, IS_NEW, DIRECTION, REASON, ELAPSED,
        BYTES_LENGTH, ENDPOINT_ADDRESS, ENDPOINT_PORT, COUNTER_DELTA, COUNTER_TOTAL, RANGE_LOW, RANGE_HIGH,
        MIN, MAX, ABS, ENDPOINT, EITHER, PRINT_TABLE,
        TAKE, SKIP, READ_U8, READ_U16, READ_U24, READ_U32, READ_U64, READ_U16LE, READ_U32LE, READ_U64LE, READ_VARINT, PEEK_U8, REMAINING, POSITION
    }
}
