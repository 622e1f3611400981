package flowc.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
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
    private static final long SEED = 20_261_122;
    private static final Pattern CONVERSATION = Pattern.compile("\"src\":\"10\\.(\\d+)\\.(\\d+)\\.(\\d+)\".*\"packets_fwd\":(\\d+),\"bytes_fwd\":(\\d+),\"packets_rev\":0");

    @TempDir
    private Path directory;

    @Test
    void everyFlowHasItsPacketsInAnyNumberOfWorkers() throws Exception {
        final Path capture = Files.write(directory.resolve("many.pcap"), capture());
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
    private static byte[] capture() {
        final List<Integer> packets = new ArrayList<>();
        for (int flow = 0; flow < FLOWS; flow++) {
            packets.addAll(Collections.nCopies(packets(flow), flow));
        }
        Collections.shuffle(packets, new Random(SEED));
        final ByteBuffer bytes = ByteBuffer.allocate(24 + packets.size() * (16 + FRAME_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0).putInt(65_535).putInt(1);
        for (int i = 0; i < packets.size(); i++) {
            bytes.putInt(1_700_000_000).putInt(i).putInt(FRAME_BYTES).putInt(FRAME_BYTES);
            bytes.put(frame(packets.get(i)));
        }
        return bytes.array();
    }

    /** UDP from 10.f.l.w, the flow's number, to 192.0.2.1, port 53. */
    private static byte[] frame(int flow) {
        final ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
        frame.position(12);
        frame.putShort((short) 0x0800);
        frame.put((byte) 0x45).put((byte) 0).putShort((short) (FRAME_BYTES - 14)).putInt(0).put((byte) 64).put((byte) 17).putShort((short) 0);
        frame.putInt(10 << 24 | flow).putInt(0xc0000201);
        frame.putShort((short) (1_024 + flow % 50_000)).putShort((short) 53).putShort((short) (FRAME_BYTES - 34)).putShort((short) 0);
        return frame.array();
    }

    private static List<String> conversations(Path capture, String workers) throws IOException, InterruptedException {
        final Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx512m", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), "flowc.cli.Main", "run", Project.folder().resolve("examples/conversations/conversations.flow").toString(),
                "-r", capture.toString(), "--workers", workers).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        final List<String> flows = new ArrayList<>();
        for (final String line : process.inputReader().readAllLines()) {
            final Matcher found = CONVERSATION.matcher(line);
            assertTrue(found.find(), line);
            final int flow = Integer.parseInt(found.group(1)) << 16 | Integer.parseInt(found.group(2)) << 8 | Integer.parseInt(found.group(3));
            flows.add(flow + ": " + found.group(4) + " packets, " + found.group(5) + " bytes");
        }
        assertEquals(0, process.waitFor());
        Collections.sort(flows);
        return flows;
    }
}
