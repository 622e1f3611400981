package flowc.launch.archive;

import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.program.TrackerDescriptor.Counter;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import flowc.runtime.program.TrackerDescriptor.Every;
import flowc.runtime.program.TrackerDescriptor.Group;
import flowc.runtime.program.TrackerDescriptor.Merge;
import flowc.runtime.program.TrackerDescriptor.OrderKind;
import flowc.runtime.program.TrackerDescriptor.Param;
import flowc.runtime.program.TrackerDescriptor.Relaxed;
import flowc.runtime.program.TrackerDescriptor.Table;
import flowc.runtime.program.TrackerDescriptor.Top;
import flowc.runtime.program.TrackerDescriptor.Variable;
import flowc.runtime.table.EvictionPolicy;

/** A tracker's descriptor as bytes. What is put and what is read stand beside each other: both in the order of the record's components. */
public final class PackedDescriptor {
    private PackedDescriptor() {}

    public static void put(Packer out, TrackerDescriptor tracker) {
        out.text(tracker.name()).text(tracker.className()).text(tracker.sourceFile()).text(tracker.doc());
        out.number(tracker.frameBytes()).number(tracker.slotBytes()).number(tracker.slotScratchBytes());
        out.list(tracker.params(), PackedDescriptor::putParam).list(tracker.tables(), PackedDescriptor::putTable).list(tracker.groups(), PackedDescriptor::putGroup);
        out.list(tracker.everies(), PackedDescriptor::putEvery).list(tracker.tops(), PackedDescriptor::putTop).list(tracker.templates(), PackedTemplates::put);
        out.list(tracker.counters(), PackedDescriptor::putCounter).list(tracker.linkTypes(), Packer::number);
    }

    /** Throws {@link Unpacker.Damaged} for what was not put. */
    public static TrackerDescriptor descriptor(Unpacker in) {
        return new TrackerDescriptor(in.text(), in.text(), in.text(), in.text(), in.number(), in.number(), in.number(), in.list(PackedDescriptor::param),
                in.list(PackedDescriptor::table), in.list(PackedDescriptor::group), in.list(PackedDescriptor::every), in.list(PackedDescriptor::top),
                in.list(PackedTemplates::template), in.list(PackedDescriptor::counter), in.list(Unpacker::number));
    }

    private static void putParam(Packer out, Param param) {
        PackedTypes.put(out.text(param.name()).text(param.doc()), param.type());
        out.number(param.offset()).text(param.text()).text(param.written());
    }

    private static Param param(Unpacker in) {
        return new Param(in.text(), in.text(), PackedTypes.type(in), in.number(), in.text(), in.text());
    }

    private static void putTable(Packer out, Table table) {
        out.text(table.name()).number(table.keyBytes()).number(table.compactKeyBytes()).number(table.stateBytes()).number(table.coldStateBytes());
        out.number(table.idle()).number(table.active()).number(table.limit()).choice(table.eviction()).number(table.touch());
    }

    private static Table table(Unpacker in) {
        return new Table(in.text(), in.number(), in.number(), in.number(), in.number(), in.number(), in.number(), in.number(), in.choice(EvictionPolicy.values()), in.number());
    }

    private static void putGroup(Packer out, Group group) {
        out.list(group.tables(), Packer::number).flag(group.isSpread()).flag(group.keepsConversations()).text(group.reason()).optional(group.relaxed(), PackedDescriptor::putRelaxed);
    }

    private static Group group(Unpacker in) {
        return new Group(in.list(Unpacker::number), in.flag(), in.flag(), in.text(), in.optional(PackedDescriptor::relaxed));
    }

    private static void putRelaxed(Packer out, Relaxed relaxed) {
        out.list(relaxed.spread(), PackedDescriptor::putGroup).list(relaxed.shared(), Packer::number);
    }

    private static Relaxed relaxed(Unpacker in) {
        return new Relaxed(in.list(PackedDescriptor::group), in.list(Unpacker::number));
    }

    private static void putEvery(Packer out, Every every) {
        out.number(every.table()).number(every.period()).flag(every.hasEach()).flag(every.inAnyOrder());
        out.list(every.variables(), PackedDescriptor::putVariable).list(every.tops(), Packer::number).flag(every.endsRows());
    }

    private static Every every(Unpacker in) {
        return new Every(in.number(), in.number(), in.flag(), in.flag(), in.list(PackedDescriptor::variable), in.list(Unpacker::number), in.flag());
    }

    private static void putVariable(Packer out, Variable variable) {
        out.text(variable.name()).number(variable.offset()).number(variable.bytes()).choice(variable.merge());
    }

    private static Variable variable(Unpacker in) {
        return new Variable(in.text(), in.number(), in.number(), in.choice(Merge.values()));
    }

    private static void putTop(Packer out, Top top) {
        PackedTypes.putStruct(out, top.row());
        out.number(top.capacity()).number(top.orderOffset()).choice(top.order());
    }

    private static Top top(Unpacker in) {
        return new Top(PackedTypes.struct(in), in.number(), in.number(), in.choice(OrderKind.values()));
    }

    private static void putCounter(Packer out, Counter counter) {
        out.choice(counter.kind()).text(counter.label()).number(counter.line()).number(counter.offset());
    }

    private static Counter counter(Unpacker in) {
        return new Counter(in.choice(CounterKind.values()), in.text(), in.number(), in.number());
    }
}
