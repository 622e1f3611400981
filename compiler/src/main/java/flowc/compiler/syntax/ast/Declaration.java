package flowc.compiler.syntax.ast;

import flowc.compiler.source.Span;
import java.util.List;

/** A top-level declaration as written. {@code doc} is the text of the {@code ///} lines above it, empty without. */
public sealed interface Declaration {
    Span span();

    record Tracker(Span span, String doc, String name, Span nameSpan) implements Declaration {}

    /** {@code import std.quic} (path {@code [std, quic]}) or {@code import "net/gtp.flow"} (file set, path empty). */
    record Import(Span span, List<String> path, String file) implements Declaration {}

    /** {@code param interval: duration = 5s}; {@code value} may be null: the option is required. */
    record Param(Span span, String doc, String name, Span nameSpan, TypeName type, Expression value) implements Declaration {}

    record Const(Span span, String doc, String name, Span nameSpan, TypeName type, Expression value) implements Declaration {}

    /** {@code let src = endpoint(ip.src, l4.src)}: a packet value by name; {@code type} may be null. */
    record Value(Span span, String doc, String name, Span nameSpan, TypeName type, Expression value) implements Declaration {}

    record Header(Span span, String doc, String name, Span nameSpan, List<Parent> parents, List<HeaderItem> items) implements Declaration {}

    /** {@code on PARENT when COND} ({@code condition} may be null) or {@code on link N} ({@code link} &ge; 0, {@code parent} null). */
    record Parent(Span span, String parent, int link, Expression condition) {}

    sealed interface HeaderItem {
        Span span();

        /** A run of fields of one type, {@code src, dst: u16}. The name {@code _} is padding. */
        record Fields(Span span, String doc, List<NamePart> names, TypeName type) implements HeaderItem {}

        /** {@code let syn = flags & 2 != 0}: computed from fields before it. */
        record Computed(Span span, String doc, String name, Span nameSpan, Expression value) implements HeaderItem {}

        /** {@code if cond { fields }}: an optional part of the wire layout. */
        record Part(Span span, Expression condition, List<HeaderItem> items) implements HeaderItem {}

        /** {@code where cond}: the header is absent, and counted as malformed, unless it holds. */
        record Requirement(Span span, Expression condition) implements HeaderItem {}

        /** {@code ends at e}: header and payload together are {@code e} bytes long; 0 or less means to the end. */
        record Ends(Span span, Expression length) implements HeaderItem {}
    }

    record NamePart(Span span, String name) {}

    /** {@code layer ip = ip4 | ip6 { src, dst, ttl = hopLimit }}; with {@code last} the innermost member counts, else the outermost. */
    record Layer(Span span, String doc, String name, Span nameSpan, boolean last, List<NamePart> members, List<LayerField> fields) implements Declaration {}

    /** {@code value} may be null: every member has the field by this name. */
    record LayerField(Span span, String name, Expression value) {}

    /** {@code parser packets(b: bytes, n: u8?) yields Packet max 16 { … }}. */
    record Parser(Span span, String doc, String name, Span nameSpan, List<Parameter> parameters, TypeName yields, Expression max, Statement.Block body)
            implements Declaration {}

    record Parameter(Span span, String name, TypeName type) {}

    record Struct(Span span, String doc, String name, Span nameSpan, List<Field> fields) implements Declaration {}

    /**
     * One field; groups {@code a, b: T = d} are one Field a name. {@code value} may be null. Of {@code best: top(10) by e { … }}
     * the type is {@code top(10)} and the value the whole Aggregate.
     */
    record Field(Span span, String doc, String name, TypeName type, Expression value) {}

    /** {@code enum Proto: u8 { tcp = 6, udp = 17 }}; {@code type} and a member's {@code value} may be null. */
    record Enumeration(Span span, String doc, String name, Span nameSpan, TypeName type, List<Member> members) implements Declaration {}

    record Member(Span span, String name, Expression value) {}

    record Key(Span span, String doc, String name, Span nameSpan, KeySpec key) implements Declaration {}

    /**
     * A key as written: parts in order. {@code flow5 + vlan.id} has two parts, the second {@code added};
     * {@code (src: ip.src, dst: ip.dst)} has two named parts; {@code unordered(a, b)} is one part.
     */
    record KeySpec(Span span, List<KeyPart> parts) {}

    sealed interface KeyPart {
        Span span();

        /**
         * {@code name: expr}, {@code expr}; {@code name} may be null; {@code added} after a {@code +}: its headers are optional;
         * {@code optional} with a {@code ?} behind it, {@code (v: vlan.id?)}: likewise.
         */
        record Single(Span span, String name, Expression value, boolean added, boolean optional) implements KeyPart {}

        /** {@code unordered(a, b)}; names may be null. */
        record Unordered(Span span, String firstName, Expression first, String secondName, Expression second, boolean added) implements KeyPart {}

        /** {@code at: endpoint}: a type, in tables that no packet touches. Told from Single by {@code compiler.analysis}, which asks whether the name is a type. */
        record Typed(Span span, String name, TypeName type) implements KeyPart {}
    }

    /** {@code fn f(a: u8) -> u16 { … }}; {@code result} may be null. {@code fn f(a: ip): bool = e} has a body of one Return. */
    record Function(Span span, String doc, String name, Span nameSpan, List<Parameter> parameters, TypeName result, Statement.Block body)
            implements Declaration {}

    /** {@code input where c}. */
    record Input(Span span, Expression condition) implements Declaration {}

    record Ring(Span span, Expression size) implements Declaration {}

    /** {@code lookup asn: lpm(ip -> u32) from prefixes}. */
    record Lookup(Span span, String doc, String name, Span nameSpan, String kind, TypeName from, TypeName to, Expression file) implements Declaration {}

    /** {@code idle}, {@code active}, {@code limit}, {@code window}, {@code step}, {@code persist}, {@code where}, {@code evict.by} may be null. */
    record Table(Span span, String doc, String name, Span nameSpan, KeySpec key, Expression where, Expression idle, Expression active, String close,
            Expression limit, Eviction evict, Expression window, Expression step, Expression persist, List<Field> fields, List<Handler> handlers)
            implements Declaration {}

    /** {@code policy} is {@code oldest}, {@code smallest} (with {@code by}) or {@code refuse}. */
    record Eviction(String policy, Expression by) {}

    sealed interface Handler {
        Span span();

        /** {@code on new|packet|expire [of] [TABLE] [where C] { }}; {@code table} and {@code where} may be null. */
        record On(Span span, Event event, String table, Span tableSpan, Expression where, Statement.Block body) implements Handler {}

        /** {@code every D [on clock wall] { init {} each {} finish {} }} or {@code every D each {}}; blocks may be null. */
        record Every(Span span, Expression period, boolean wallClock, Statement.Block init, Statement.Block each, Statement.Block finish)
                implements Handler {}
    }

    enum Event { NEW, PACKET, EXPIRE }

    /** {@code test "…" { run TRACKER on "file" expect COND, … }}. */
    record Test(Span span, String name, List<TestRun> runs) implements Declaration {}

    record TestRun(String tracker, String file, List<Expression> expectations) {}
}
