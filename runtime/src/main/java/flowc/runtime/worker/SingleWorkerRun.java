package flowc.runtime.worker;

import flowc.runtime.export.RecordOutput;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;

/** One worker, on the thread that reads: nothing is copied or handed over. */
public final class SingleWorkerRun extends PacketRun {
    private final PacketSource source;
    private final RunWatch watch;
    private final Instance instance;
    private final TrafficCount traffic = new TrafficCount();

    public SingleWorkerRun(Blueprint blueprint, RecordOutput output, PacketSource source, RunWatch watch) {
        super(blueprint, output);
        this.source = source;
        this.watch = watch;
        try {
            this.instance = addInstance();
            instance.open(blueprint.tables(), blueprint, instance.program());
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public void run() {
        final PacketBurst burst = new PacketBurst();
        try {
            while (!watch.isStopped() && source.fill(burst)) {
                instance.program().onBurst(burst.address(), burst.count());
                traffic.add(burst);
                instance.clock().housekeep();
                instance.sink().flush();
                watch.advanced(traffic.packets(), source.bytesRead(), source.bytesTotal());
            }
        } catch (InternalError e) {
            captureShrank(source);
        }
        instance.clock().endOfInput();
    }

    @Override
    public TrafficCount traffic() {
        return traffic;
    }

    @Override
    public long[] packetsByWorker() {
        return new long[] {traffic.packets()};
    }
}
