package flowc.runtime.program;

import flowc.runtime.export.FieldType;
import flowc.runtime.export.RecordTemplate;
import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.table.EvictionPolicy;
import flowc.runtime.table.TableSettings;
import java.util.List;

/**
 * What the runtime must know of a compiled tracker beside its class. Offsets are bytes into the program's frame.
 *
 * @param frameBytes size of the frame: parameters, settings, counters, interval variables, packet slots and scratch
 * @param slotBytes size of the slot that {@link FlowProgram#prepareBurst} fills for a packet: what {@link FlowProgram#handleBurst} may use; a multiple of 8
 * @param slotScratchBytes what preparing a packet uses beyond its slot: where later slots are, filled after it, or behind the last one
 * @param groups every table is in one
 */
public record TrackerDescriptor(String name, String className, String sourceFile, String doc, int frameBytes, int slotBytes, int slotScratchBytes, List<Param> params, List<Table> tables,
        List<Group> groups, List<Every> everies, List<Top> tops, List<RecordTemplate> templates, List<Counter> counters, List<Integer> linkTypes) {
    /** What {@link FlowProgram#prepareBurst} takes for a burst of packets. */
    public long slotsBytes() {
        return (long) PacketBurst.CAPACITY * slotBytes + slotScratchBytes;
    }

    /** A command line option: {@code --name}. The value goes to {@code offset}, as its type lies in a record; {@code text} is its default as written, null when required. */
    public record Param(String name, String doc, FieldType type, int offset, String text) {}

    /**
     * {@code compactKeyBytes} is 0 for keys without a compact form; of {@code stateBytes}, {@code coldStateBytes} lie apart from the row; {@code idle} and {@code active} are frame offsets of i64 nanoseconds, {@code limit} of an i64 row count; -1 for none (limit: the default).
     *
     * @param touch where a packet's slot has the {@code TouchLayout} of this table; -1 when packets do not touch it
     */
    public record Table(String name, int keyBytes, int compactKeyBytes, int stateBytes, int coldStateBytes, int idle, int active, int limit, EvictionPolicy eviction, int touch) {
        /**
         * What the table is with the timeouts and the limit that a configured program left in its frame, which nobody has checked.
         *
         * @throws IllegalArgumentException for a limit that no table has
         */
        public TableSettings settings(long frame, long hashSeed) {
            return new TableSettings(name, keyBytes, compactKeyBytes, stateBytes, setting(frame, idle, Long.MAX_VALUE), setting(frame, active, Long.MAX_VALUE),
                    setting(frame, limit, TableSettings.DEFAULT_LIMIT), eviction, hashSeed).withColdState(coldStateBytes);
        }

        private static long setting(long frame, int offset, long absent) {
            return offset < 0 ? absent : Memory.i64(frame + offset);
        }
    }

    /**
     * Tables whose handlers touch each other's rows, by index: what one packet does to them is done by one worker.
     *
     * @param isSpread whether the lanes may be spread over workers: all tables are touched by packets with the same key, have the same lanes, their code uses nothing but the row at hand,
     *     and every {@code every} block is {@link Every#inAnyOrder}; else one worker owns the group
     * @param keepsConversations whether packets of equal keys have the same two addresses, ports and protocol, in either direction, so that a source whose queues keep such packets
     *     together, fragments and packets cut short too, need not have them sorted by lane; false where the group has one owner
     * @param reason for the user: why the group has one owner; empty when it is spread
     * @param relaxed what may be spread where the order of packets of different rows does not matter; null for nothing more than {@code isSpread} says
     */
    public record Group(List<Integer> tables, boolean isSpread, boolean keepsConversations, String reason, Relaxed relaxed) {
        public Group {
            tables = List.copyOf(tables);
        }

        public Group(List<Integer> tables, boolean isSpread, boolean keepsConversations, String reason) {
            this(tables, isSpread, keepsConversations, reason, null);
        }
    }

    /**
     * A group cut up.
     *
     * @param spread those of its tables that packets touch, in groups that are spread
     * @param shared the others: code of all workers uses their rows by key, one worker at a time
     */
    public record Relaxed(List<Group> spread, List<Integer> shared) {
        public Relaxed {
            spread = List.copyOf(spread);
            shared = List.copyOf(shared);
        }
    }

    /**
     * An {@code every} block of table {@code table}; {@code period} is a frame offset of i64 nanoseconds.
     *
     * @param inAnyOrder whether {@code each} may run for rows in any order, on several workers, and between packets: it uses its own row and merges into the variables, and {@code finish} uses the variables only
     * @param variables what {@code init} sets and {@code each} changes, tops aside; empty unless {@code inAnyOrder}
     * @param tops indexes of its tops; likewise
     * @param endsRows whether {@code each} may end its row: what follows from that is bound to the mark
     */
    public record Every(int table, int period, boolean hasEach, boolean inAnyOrder, List<Variable> variables, List<Integer> tops, boolean endsRows) {
        public Every {
            variables = List.copyOf(variables);
            tops = List.copyOf(tops);
        }
    }

    /** A variable of an {@code every} block: {@code bytes} bytes at {@code offset} of the frame, and how the values of two workers become one. */
    public record Variable(String name, int offset, int bytes, Merge merge) {}

    /** Integers of 1, 2, 4 or 8 bytes in native order, unless {@link #KEEP}. */
    public enum Merge {
        /** {@code each} does not change it. */
        KEEP,
        /** What was added since {@code init}, modulo the width. */
        SUM,
        AND,
        OR,
        XOR,
        MIN_SIGNED,
        MIN_UNSIGNED,
        MAX_SIGNED,
        MAX_UNSIGNED
    }

    /** A {@code top(n)}: {@code capacity} is a frame offset of an i64, the order value lies in the row at {@code orderOffset}. */
    public record Top(FieldType.Struct row, int capacity, int orderOffset, OrderKind order) {}

    public enum OrderKind { SIGNED, UNSIGNED, FLOAT }

    /** A u64 in the frame that the summary shows when it is not 0. */
    public record Counter(CounterKind kind, String label, int line, int offset) {}

    public enum CounterKind {
        /** A handler ended by division by zero and the like; label says which, line where. */
        FAULT,
        /** A header cut short or malformed; label is the header. */
        UNPARSED,
        /** A parser read past the end of its bytes; label is the parser. */
        PARSER_CUT,
        /** A parser's {@code max} ended it before its bytes or itself did; label is the parser. */
        PARSER_FULL,
        /** Packets whose link type no header names. */
        UNKNOWN_LINK,
        /** Requests of a {@code dump} statement, which are not recorded. */
        DUMP,
        /** Packets that passed {@code input where}. */
        INPUT
    }
}
