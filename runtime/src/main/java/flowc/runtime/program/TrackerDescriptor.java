package flowc.runtime.program;

import flowc.runtime.export.FieldType;
import flowc.runtime.export.RecordTemplate;
import flowc.runtime.table.EvictionPolicy;
import java.io.Serializable;
import java.util.List;

/**
 * What the runtime must know of a compiled tracker beside its class. Offsets are bytes into the program's frame.
 *
 * @param frameBytes size of the frame: parameters, settings, counters, interval variables, packet slots and scratch
 */
public record TrackerDescriptor(String name, String className, String sourceFile, String doc, int frameBytes, List<Param> params, List<Table> tables,
        List<Every> everies, List<Top> tops, List<RecordTemplate> templates, List<Counter> counters, List<Integer> linkTypes) implements Serializable {

    /** A command line option: {@code --name}. The value goes to {@code offset}, as its type lies in a record; {@code text} is its default as written, null when required. */
    public record Param(String name, String doc, FieldType type, int offset, String text) implements Serializable {}

    /** {@code compactKeyBytes} is 0 for keys without a compact form; {@code idle} and {@code active} are frame offsets of i64 nanoseconds, {@code limit} of an i64 row count; -1 for none (limit: the default). */
    public record Table(String name, int keyBytes, int compactKeyBytes, int stateBytes, int idle, int active, int limit, EvictionPolicy eviction)
            implements Serializable {}

    /** An {@code every} block of table {@code table}; {@code period} is a frame offset of i64 nanoseconds. */
    public record Every(int table, int period, boolean hasEach) implements Serializable {}

    /** A {@code top(n)}: {@code capacity} is a frame offset of an i64, the order value lies in the row at {@code orderOffset}. */
    public record Top(FieldType.Struct row, int capacity, int orderOffset, OrderKind order) implements Serializable {}

    public enum OrderKind { SIGNED, UNSIGNED, FLOAT }

    /** A u64 in the frame that the summary shows when it is not 0. */
    public record Counter(CounterKind kind, String label, int line, int offset) implements Serializable {}

    public enum CounterKind {
        /** A handler ended by division by zero and the like; label says which, line where. */
        FAULT,
        /** A header cut short or malformed; label is the header. */
        UNPARSED,
        /** A parser read past the end of its bytes; label is the parser. */
        PARSER_CUT,
        /** Packets whose link type no header names. */
        UNKNOWN_LINK,
        /** Requests of a {@code dump} statement, which are not recorded. */
        DUMP,
        /** Packets that passed {@code input where}. */
        INPUT
    }
}
