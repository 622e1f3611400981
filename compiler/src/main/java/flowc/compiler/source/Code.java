package flowc.compiler.source;

/** The code of a diagnostic: stable for users to look up. The summary is what {@code docs/diagnostics.md} says of it. */
public enum Code {
    // F01: reading the text
    SYNTAX("F0101", "The text is not Flow."),
    BAD_LITERAL("F0102", "A literal is malformed or too large."),
    NESTING_TOO_DEEP("F0103", "Expressions or blocks are nested too deeply."),
    // F02: names
    UNKNOWN_NAME("F0201", "A name is not declared."),
    UNKNOWN_FIELD("F0202", "A header, struct or value has no such field."),
    UNKNOWN_TYPE("F0203", "A type is not declared."),
    DUPLICATE_NAME("F0204", "A name is declared twice."),
    UNKNOWN_MODULE("F0205", "An import names no module, or no file that can be read."),
    IMPORT_CYCLE("F0206", "Files import each other."),
    PARAM_CLASH("F0207", "A param has the name of a built-in option."),
    RESERVED_NAME("F0208", "A name is reserved."),
    // F03: types
    TYPE_MISMATCH("F0301", "A value has another type than the place needs."),
    BAD_OPERANDS("F0302", "An operator does not take these types."),
    NARROWING("F0303", "A value may not fit the place."),
    NOT_CALLABLE("F0304", "Something that is no function is called, or with wrong arguments."),
    NOT_ASSIGNABLE("F0305", "The left side cannot be assigned."),
    NOT_CONSTANT("F0306", "A constant is needed."),
    NOT_A_CONDITION("F0307", "A condition is needed."),
    BAD_KEY("F0308", "A key part is of no type that can be a key."),
    WRONG_CONTEXT("F0309", "Something stands where it has no meaning."),
    MIXED_KEY("F0310", "A key mixes types and expressions."),
    BAD_FORMAT("F0311", "A format after ':' does not fit its value."),
    RECURSION("F0312", "Functions, headers' lengths or expiry handlers depend on each other in a circle."),
    DELTA_TWICE("F0313", "A counter's delta is used in two every blocks."),
    BAD_HEADER("F0314", "A header's layout is not possible."),
    BAD_FILTER("F0315", "A pcap filter is none, or means nothing on any link type."),
    // F04: presence
    MAY_BE_ABSENT("F0401", "A header may be absent where its field is read."),
    NEVER_PRESENT("F0402", "A header can never be present here."),
    NO_PACKET("F0403", "A packet's field is read where there is no packet."),
    // F05: limits
    KEY_TOO_LONG("F0501", "A key is longer than the limit."),
    STATE_TOO_LONG("F0502", "A row's state is longer than the limit."),
    METHOD_TOO_LARGE("F0503", "A part of a tracker compiles to more than the JVM compiles."),
    TOO_MANY_TABLES("F0504", "A tracker has too many tables."),
    VALUE_OUT_OF_RANGE("F0505", "A timeout, limit or size is out of its range."),
    FILTERS_TOO_LARGE("F0506", "The pcap filters of a tracker are more than the limit together."),
    // F06: not there yet
    NOT_YET("F0601", "A part of the language that this version checks but cannot run."),
    // F07: warnings
    UNUSED("F0701", "Something is declared and never used."),
    NO_EFFECT("F0702", "Something has no effect."),
    NEAR_METHOD_LIMIT("F0703", "A part of a tracker compiles to nearly as much as the JVM compiles."),
    HIDDEN_NAME("F0704", "A local name hides another."),
    ALWAYS_OR_NEVER("F0705", "Something is true for every packet or for none, or never reached.");

    private final String id;
    private final String summary;

    Code(String id, String summary) {
        this.id = id;
        this.summary = summary;
    }

    public String id() {
        return id;
    }

    public String summary() {
        return summary;
    }
}
