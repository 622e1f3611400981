package flowc.bench;

import flowc.runtime.Engine;
import flowc.runtime.EngineSettings;
import flowc.runtime.Progress;
import flowc.runtime.Tracker;
import flowc.runtime.export.OutputOptions;
import flowc.runtime.packet.MemorySource;
import java.io.IOException;
import java.io.OutputStream;

/** A whole run of the engine over packets in memory, beside the peers: {@code Pace noop|stats|parse|FILE FLOWS [CHUNKS [PACKET_BYTES]]}. */
public final class Pace {
    private static final int FRAME_BYTES = 64;
    private static final long NANOS_APART = 250;
    private static final long CHUNK = 1 << 18;
    private static final int CHUNKS = 40;

    private Pace() {}

    public static void main(String[] args) throws IOException {
        final long flows = Long.parseLong(args[1]);
        final int chunks = args.length > 2 ? Integer.parseInt(args[2]) : CHUNKS;
        final int bytes = args.length > 3 ? Integer.parseInt(args[3]) : FRAME_BYTES;
        final long count = flows > 4_000_000 ? 1 << 24 : 1 << 22;
        final Tracker tracker = LoadedTracker.load(args[0]);
        try (MeteredSource source = new MeteredSource(MemorySource.fixedSize(Packets.frames(flows, count, bytes), bytes, Packets.LINK_TYPE, NANOS_APART, 1 << 20),
                2 * count, CHUNK, chunks)) {
            new Engine(tracker, EngineSettings.defaults(tracker)).run(source, OutputStream.nullOutputStream(), OutputOptions.of(OutputOptions.Format.TEXT), Progress.NONE);
            System.out.println(source.result("flowc-" + args[0], flows));
        }
    }
}
