package flowc.allocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.architecture.Project;
import flowc.cli.Main;
import flowc.runtime.packet.pcap.PcapWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table larger than a core's cache, in a JVM without checked accesses, as users have it: there lines of memory are prefetched, and the tests beside this one load them. */
final class LargeTableTest {
    private static final int FLOWS = 40_000;
    private static final int MOST_PACKETS = 4;
    private static final int FRAME_BYTES = 60;
    private static final int ETHERNET = 1;
    private static final long SEED = 20_261_122;
    private static final Pattern CONVERSATION = Pattern.compile("\"src\":\"10\\.(\\d+)\\.(\\d+)\\.(\\d+)\".*\"packets_fwd\":(\\d+),\"bytes_fwd\":(\\d+),\"packets_rev\":0");

    @TempDir
    private Path directory;

    @Test
    void everyFlowHasItsPacketsInAnyNumberOfWorkers() throws Exception {
        final Path capture = capture();
        final List<String> expected = new ArrayList<>();
        for (int flow = 0; flow < FLOWS; flow++) {
            expected.add(flow + ": " + packets(flow) + " packets, " + packets(flow) * FRAME_BYTES + " bytes");
        }
        Collections.sort(expected);
        for (final String workers : List.of("1", "2", "4")) {
            assertEquals(expected, conversations(capture, workers), workers + " workers, seed " + SEED);
        }
    }

    private static int packets(int flow) {
        return 1 + flow % MOST_PACKETS;
    }

    /** Each flow's packets, all in any order. */
    private Path capture() throws IOException {
        final List<Integer> packets = new ArrayList<>();
        for (int flow = 0; flow < FLOWS; flow++) {
            packets.addAll(Collections.nCopies(packets(flow), flow));
        }
        Collections.shuffle(packets, new Random(SEED));
        final Path capture = directory.resolve("many.pcap");
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(capture), ETHERNET)) {
            for (int i = 0; i < packets.size(); i++) {
                writer.write(i * 1_000L, frame(packets.get(i)));
            }
        }
        return capture;
    }

    /** UDP from 10.f.l.w, the flow's number, to 192.0.2.1, port 53. */
    private static byte[] frame(int flow) {
        return HexFormat.of().parseHex("020000000002 020000000001 0800 4500002e 00000000 40110000 %08x c0000201 %04x 0035 001a 0000".formatted(10 << 24 | flow, 1_024 + flow % 50_000).replace(" ", "")
                + "00".repeat(18));
    }

    private List<String> conversations(Path capture, String workers) throws IOException, InterruptedException {
        final Path out = directory.resolve("conversations-" + workers);
        UncheckedJava.run(List.of("-Xmx512m"), Main.class, List.of("run", Project.ROOT.resolve("examples/conversations/conversations.flow").toString(),
                "-r", capture.toString(), "-o", out.toString(), "--workers", workers));
        final List<String> flows = new ArrayList<>();
        for (final String line : Files.readAllLines(out)) {
            final Matcher found = CONVERSATION.matcher(line);
            assertTrue(found.find(), line);
            final int flow = Integer.parseInt(found.group(1)) << 16 | Integer.parseInt(found.group(2)) << 8 | Integer.parseInt(found.group(3));
            flows.add(flow + ": " + found.group(4) + " packets, " + found.group(5) + " bytes");
        }
        Collections.sort(flows);
        return flows;
    }
}
