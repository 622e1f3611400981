package flowc.bench;

import flowc.bench.script.Arguments;
import flowc.bench.script.Program;
import flowc.bench.script.Script;
import flowc.load.Traffic;
import flowc.runtime.packet.pcap.PcapWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a pcap file of UDP packets: {@code CaptureMaker FILE MEBIBYTES FLOWS 64|mixed}. Equal arguments make equal files. */
public final class CaptureMaker {
    private static final int SMALL = 64;
    private static final int LARGE = 1400;
    private static final int MIDDLE = 200;
    private static final int RECORD_HEADER_BYTES = 16;
    private static final int BUFFER_BYTES = 1 << 20;
    private static final long NANOS_APART = 1000;
    private static final long START_NANOS = 1_700_000_000_000_000_000L;

    private CaptureMaker() {}

    public static void main(String[] args) {
        Program.run(Script.CAPTURE_MAKER, args, given -> {
            final Arguments arguments = Script.CAPTURE_MAKER.read(given);
            write(Path.of(arguments.text(0)), arguments.whole(1), arguments.whole(2), arguments.text(3));
            return 0;
        });
    }

    /** {@code sizes}: 64 or mixed. */
    static void write(Path file, int mebibytes, int flows, String sizes) throws IOException {
        final long bytes = (long) mebibytes << 20;
        final boolean mixed = sizes.equals("mixed");
        try (Packets packets = new Packets();
                PcapWriter writer = new PcapWriter(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES), Traffic.LINK_TYPE)) {
            long number = 0;
            for (long written = 0; written < bytes; number++) {
                final int length = mixed ? mixedLength(packets.random()) : SMALL;
                writer.write(START_NANOS + number * NANOS_APART, packets.frame(length, flows));
                written += length + RECORD_HEADER_BYTES;
            }
        }
    }

    /** As on a link with downloads: half of the packets small, a quarter in between, a quarter full; 432 bytes on average. */
    private static int mixedLength(long random) {
        return switch ((int) (random >>> 62)) {
            case 0, 1 -> SMALL;
            case 2 -> MIDDLE;
            default -> LARGE;
        };
    }
}
