package flowc.runtime.worker;

import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.TrackerDescriptor.Counter;
import java.util.List;

/**
 * Stands before a worker's program where its clock tells of ends and marks: leaves out the {@code every} blocks of tables that others own, and
 * gives parts of intervals to the {@link Collector}. The worker's thread only.
 */
final class PlacedProgram extends FlowProgram {
    private final int worker;
    private final Instance instance;
    private final FlowProgram program;
    private final IntervalRole[] roles;
    private final Collector collector;
    private final SavedCounters counters;

    PlacedProgram(int worker, Instance instance, IntervalRole[] roles, Collector collector, List<Counter> counters) {
        super(new Context(instance.frame().address(), instance.clock(), instance.tops(), instance.sink(), null));
        this.worker = worker;
        this.instance = instance;
        this.program = instance.program();
        this.roles = roles;
        this.collector = collector;
        this.counters = new SavedCounters(instance.frame(), counters);
    }

    @Override
    public void configure() {
        program.configure();
    }

    @Override
    public void onBurst(long packets, long count) {
        program.onBurst(packets, count);
    }

    @Override
    public void prepareBurst(long packets, long count, long slots) {
        program.prepareBurst(packets, count, slots);
    }

    @Override
    public boolean beginBursts() {
        return program.beginBursts();
    }

    @Override
    public void bringIndex(long count, long slots) {
        program.bringIndex(count, slots);
    }

    @Override
    public void bringRows(long count, long slots) {
        program.bringRows(count, slots);
    }

    @Override
    public void handleBurst(long packets, long count, long slots) {
        program.handleBurst(packets, count, slots);
    }

    @Override
    public boolean hearsEnds(long table) {
        return program.hearsEnds(table);
    }

    @Override
    public boolean endsMayWait(long table) {
        return program.endsMayWait(table);
    }

    @Override
    public void onExpire(long table, long row, long time, long reason) {
        program.onExpire(table, row, time, reason);
    }

    @Override
    public long rank(long table, long row) {
        return program.rank(table, row);
    }

    @Override
    public void onInit(long every, long time) {
        instance.releaseShared();
        switch (roles[(int) every]) {
            case ABSENT -> { }
            case WHOLE -> program.onInit(every, time);
            case PART -> {
                // What goes wrong in init goes wrong on each worker, but is one fault.
                counters.save();
                program.onInit(every, time);
                if (!collector.isFirst((int) every, worker)) {
                    counters.restore();
                }
            }
        }
    }

    @Override
    public void onEach(long every, long row, long time, long elapsed) {
        if (roles[(int) every] != IntervalRole.ABSENT) {
            program.onEach(every, row, time, elapsed);
        }
    }

    @Override
    public void onFinish(long every, long time, long elapsed) {
        // Who waits at the collector must not keep others from getting there.
        instance.releaseShared();
        switch (roles[(int) every]) {
            case ABSENT -> { }
            case WHOLE -> program.onFinish(every, time, elapsed);
            case PART -> collector.contribute((int) every, time, elapsed, instance);
        }
    }
}
