package flowc.runtime.program;

/**
 * The class that generated code extends: one instance a worker, used by its thread only. Nothing here allocates or throws on the packet path.
 * Rows and packets are passed by address.
 */
public abstract class FlowProgram {
    /** Address of the program's frame, {@link TrackerDescriptor#frameBytes()} bytes, zeros at first. */
    protected final long frame;

    protected FlowProgram(ProgramContext context) {
        this.frame = context.frame();
    }

    /** Stores the settings (timeouts, limits, periods, sizes) into the frame. Called once, parameters are set, tables are not open yet. */
    public abstract void configure();

    /** Handles {@code count} packets whose descriptors ({@code PacketLayout}) begin at {@code packets}: {@link #prepareBurst}, then {@link #handleBurst}, in memory of its own. */
    public abstract void onBurst(long packets, long count);

    /**
     * What depends on the packets only, and so may be done by any worker's instance: leaves each packet's headers, and its keys with their hashes
     * ({@code TouchLayout}s at {@link TrackerDescriptor.Table#touch}), in a slot of {@link TrackerDescriptor#slotBytes()} bytes; slots begin at
     * {@code slots}, 8-byte aligned, where there are {@link TrackerDescriptor#slotsBytes()} bytes. A slot holds no address of slots, so it may be copied.
     */
    public abstract void prepareBurst(long packets, long count, long slots);

    /**
     * Whether each burst that comes, until this is asked again, is to have {@link #bringIndex} and then {@link #bringRows} some time before {@link #handleBurst}. A program
     * that is written by hand may leave these three as they are.
     */
    public boolean beginBursts() {
        return false;
    }

    /** Has what tables' indexes say of packets that were prepared brought into the caches; waits for nothing and changes nothing. */
    public void bringIndex(long count, long slots) {}

    /** The same with the rows that were found there. */
    public void bringRows(long count, long slots) {}

    /** What tables make of packets that were prepared, in order; touches whose valid word was set to {@code NONE} meanwhile are left out. Writes to the slots. */
    public abstract void handleBurst(long packets, long count, long slots);

    /** Whether {@link #onExpire} does anything for a table; else its flows need not end in order, nor one by one. */
    public boolean hearsEnds(long table) {
        return true;
    }

    /** Whether flows of a table whose ends somebody hears of may, when many are due at once, end after packets of other flows: what hears of them looks at nothing but the flow. */
    public boolean endsMayWait(long table) {
        return false;
    }

    /** Runs {@code on expire} of {@code row}, whose flow ended at {@code time} for a reason of {@code EndReason}; before that {@code each} where an interval is open. */
    public abstract void onExpire(long table, long row, long time, long reason);

    /** What the table's {@code evict smallest by} ranks {@code row} with; the smallest signed value goes. */
    public abstract long rank(long table, long row);

    /** Opens an interval of {@code every} block {@code every} at {@code time}. */
    public abstract void onInit(long every, long time);

    /** Runs {@code each} for {@code row} at {@code time}; the interval began {@code elapsed} ns before. */
    public abstract void onEach(long every, long row, long time, long elapsed);

    /** Runs {@code finish} at {@code time}; the interval was {@code elapsed} ns long. */
    public abstract void onFinish(long every, long time, long elapsed);
}
