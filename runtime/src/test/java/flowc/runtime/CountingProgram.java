package flowc.runtime;

import flowc.runtime.export.FieldType;
import flowc.runtime.export.RecordLayout;
import flowc.runtime.export.RecordSink;
import flowc.runtime.export.RecordTemplate;
import flowc.runtime.table.KeyForm;
import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.ProgramContext;
import flowc.runtime.program.Schedule;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.program.TrackerDescriptor.Counter;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import flowc.runtime.program.TrackerDescriptor.Param;
import flowc.runtime.table.EndReason;
import flowc.runtime.table.EvictionPolicy;
import flowc.runtime.table.FlowTable;
import flowc.runtime.table.RowLayout;
import flowc.runtime.table.TouchLayout;
import java.util.Arrays;
import java.util.List;

/**
 * What a compiler would make of a tracker whose flows are told apart by a packet's first eight bytes: counts packets, emits a record when a
 * flow ends, and once an interval prints how many packets there were. Written by hand, so that the engine is tested without a compiler.
 */
public final class CountingProgram extends FlowProgram {
    static final int IDLE_PARAM = 0;
    static final int LIMIT_PARAM = 8;
    static final int INTERVAL_PARAM = 16;
    static final int IDLE = 24;
    static final int LIMIT = 32;
    static final int PERIOD = 40;
    static final int CUT = 48;
    static final int FAULTS = 56;
    static final int DUMPS = 64;
    static final int INTERVAL_PACKETS = 72;
    static final int SLOTS = 80;
    static final int SLOT_BYTES = (int) TouchLayout.KEY_OFFSET + Long.BYTES;
    static final int FRAME_BYTES = SLOTS + PacketBurst.CAPACITY * SLOT_BYTES;

    private static final long KEY_BYTES = 8;
    private static final long STATE_BYTES = 8;
    private static final int FIELDS = (int) RecordLayout.FIELDS_OFFSET;

    private final FlowTable table;
    private final RecordSink sink;
    private final Schedule schedule;

    public CountingProgram(ProgramContext context) {
        super(context);
        this.table = context.table(0);
        this.sink = context.sink();
        this.schedule = context.schedule();
    }

    public static Tracker tracker() {
        return Tracker.of(descriptor(EvictionPolicy.OLDEST), CountingProgram.class);
    }

    static Tracker refusing() {
        return Tracker.of(descriptor(EvictionPolicy.REFUSE), CountingProgram.class);
    }

    /** The same where queues keep packets of the same key together. */
    static Tracker inQueues() {
        final TrackerDescriptor all = descriptor(EvictionPolicy.OLDEST);
        return Tracker.of(new TrackerDescriptor(all.name(), all.className(), all.sourceFile(), all.doc(), all.frameBytes(), all.slotBytes(), all.slotScratchBytes(), all.params(), all.tables(),
                List.of(new TrackerDescriptor.Group(List.of(0), true, true, "")), all.everies(), all.tops(), all.templates(), all.counters(), all.linkTypes()), CountingProgram.class);
    }

    static TrackerDescriptor descriptor(EvictionPolicy eviction) {
        final List<Param> params = List.of(
                new Param("timeout", "A flow ends after this long without a packet.", new FieldType.Duration(), IDLE_PARAM, "30s"),
                new Param("limit", "Most flows at a time.", new FieldType.Unsigned(8), LIMIT_PARAM, "1_000"),
                new Param("interval", "How often counts are printed, 100 % exactly.", new FieldType.Duration(), INTERVAL_PARAM, "1h"));
        final List<Counter> counters = List.of(
                new Counter(CounterKind.UNPARSED, "key", 0, CUT),
                new Counter(CounterKind.FAULT, "division by zero", 12, FAULTS),
                new Counter(CounterKind.DUMP, "dump", 14, DUMPS));
        return new TrackerDescriptor("counting", CountingProgram.class.getName(), "counting.flow", "Counts packets by their first eight bytes.", FRAME_BYTES, SLOT_BYTES, 0, params,
                List.of(new TrackerDescriptor.Table("flow", (int) KEY_BYTES, 0, (int) STATE_BYTES, 0, IDLE, -1, LIMIT, eviction, 0)),
                List.of(new TrackerDescriptor.Group(List.of(0), true, false, "")),
                List.of(new TrackerDescriptor.Every(0, PERIOD, false, true,
                        List.of(new TrackerDescriptor.Variable("packets", INTERVAL_PACKETS, Long.BYTES, TrackerDescriptor.Merge.SUM)), List.of(), false)), List.of(), templates(), counters, List.of(1));
    }

    private static final FieldType.Key KEY_TYPE = new FieldType.Key((int) KEY_BYTES, List.of(new FieldType.Field("id", new FieldType.Unsigned(8), 0)));

    private static List<RecordTemplate> templates() {
        final List<FieldType.EnumName> reasons = Arrays.stream(EndReason.values()).map(reason -> new FieldType.EnumName(reason.ordinal(), reason.name().toLowerCase())).toList();
        final RecordTemplate ended = new RecordTemplate(0, 0, KEY_TYPE, RecordTemplate.Kind.EMIT, "ended", List.of(
                new FieldType.Field("id", new FieldType.Unsigned(8), FIELDS),
                new FieldType.Field("packets", new FieldType.Unsigned(8), FIELDS + 8),
                new FieldType.Field("reason", new FieldType.Enumeration(1, reasons), FIELDS + 16)), List.of());
        final RecordTemplate count = new RecordTemplate(1, 0, null, RecordTemplate.Kind.PRINT, "print", List.of(new FieldType.Field("n", new FieldType.Unsigned(8), FIELDS)),
                List.of(new RecordTemplate.PrintPart.Text("packets "), new RecordTemplate.PrintPart.Hole(0, "")));
        return List.of(ended, count);
    }

    @Override
    public void configure() {
        Memory.putI64(frame + IDLE, Memory.i64(frame + IDLE_PARAM));
        Memory.putI64(frame + LIMIT, Memory.i64(frame + LIMIT_PARAM));
        Memory.putI64(frame + PERIOD, Memory.i64(frame + INTERVAL_PARAM));
    }

    @Override
    public void onBurst(long packets, long count) {
        prepareBurst(packets, count, frame + SLOTS);
        handleBurst(packets, count, frame + SLOTS);
    }

    @Override
    public void prepareBurst(long packets, long count, long slots) {
        for (long i = 0; i < count; i++) {
            final long packet = packets + i * PacketLayout.BYTES;
            final long slot = slots + i * SLOT_BYTES;
            final boolean valid = Memory.u32(packet + PacketLayout.CAPTURE_LENGTH_OFFSET) >= KEY_BYTES;
            Memory.putI64(slot, valid ? TouchLayout.touched(KeyForm.WIDE) : TouchLayout.NONE);
            if (valid) {
                Memory.putI64(slot + TouchLayout.KEY_OFFSET, Memory.i64be(Memory.i64(packet + PacketLayout.ADDRESS_OFFSET)));
            } else {
                increment(frame + CUT);
            }
        }
        table.prepare(slots, SLOT_BYTES, count);
    }

    @Override
    public boolean beginBursts() {
        return table.begin();
    }

    @Override
    public void bringIndex(long count, long slots) {
        table.bringIndex(slots, SLOT_BYTES, count);
    }

    @Override
    public void bringRows(long count, long slots) {
        table.bringRows(slots, SLOT_BYTES, count);
    }

    @Override
    public void handleBurst(long packets, long count, long slots) {
        table.approach(slots, SLOT_BYTES, count);
        for (long i = 0; i < count; i++) {
            onPacket(packets + i * PacketLayout.BYTES, slots + i * SLOT_BYTES);
        }
    }

    private void onPacket(long packet, long slot) {
        schedule.advance(Memory.i64(packet + PacketLayout.CLOCK_OFFSET));
        if (Memory.i64(slot) == TouchLayout.NONE) {
            return;
        }
        increment(frame + INTERVAL_PACKETS);
        if (Memory.i64(slot + TouchLayout.KEY_OFFSET) == 0) {
            increment(frame + FAULTS);
            increment(frame + DUMPS);
        }
        final long touched = table.touch(slot, Memory.i64(packet + PacketLayout.TIME_OFFSET));
        if (touched != 0) {
            increment((touched & -2) + RowLayout.STATE_OFFSET);
        }
    }

    private static void increment(long address) {
        Memory.putI64(address, Memory.i64(address) + 1);
    }

    @Override
    public void onExpire(long index, long row, long time, long reason) {
        final long record = sink.begin(0, RecordLayout.FIELDS_OFFSET + 24, time, KEY_BYTES);
        if (record != 0) {
            final long key = Memory.i64(record + RecordLayout.KEY_OFFSET);
            if (key != 0) {
                Memory.putI64(record + key, Memory.i64(row + RowLayout.keyOffset(STATE_BYTES)));
            }
            Memory.putI64(record + FIELDS, Memory.i64(row + RowLayout.keyOffset(STATE_BYTES)));
            Memory.putI64(record + FIELDS + 8, Memory.i64(row + RowLayout.STATE_OFFSET));
            Memory.putU8(record + FIELDS + 16, reason);
            sink.commit();
        }
    }

    @Override
    public long rank(long index, long row) {
        return 0;
    }

    @Override
    public void onInit(long every, long time) {
        Memory.putI64(frame + INTERVAL_PACKETS, 0);
    }

    @Override
    public void onEach(long every, long row, long time, long elapsed) {}

    @Override
    public void onFinish(long every, long time, long elapsed) {
        final long record = sink.begin(1, RecordLayout.FIELDS_OFFSET + 8, time, 0);
        if (record != 0) {
            Memory.putI64(record + FIELDS, Memory.i64(frame + INTERVAL_PACKETS));
            sink.commit();
        }
    }
}
