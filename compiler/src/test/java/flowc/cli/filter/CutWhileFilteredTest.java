package flowc.cli.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.runtime.packet.pcap.PcapWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody cuts a capture between its framing and its filters. */
class CutWhileFilteredTest {
    private static final byte[] UDP = HexFormat.of().parseHex("ffffffffffff020000000001" + "0800" + "4500001c000040004011000001020304050607080035d43100080000");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Console console = new Console(out, new PrintStream(err, true, StandardCharsets.UTF_8));

    private String capture(String name, int packetBytes) throws IOException {
        final Path path = folder.resolve(name);
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(path), 1)) {
            for (int i = 0; i < 100; i++) {
                writer.write(i, Arrays.copyOf(UDP, packetBytes));
            }
        }
        return path.toString();
    }

    private static void cut(String capture) {
        try (RandomAccessFile file = new RandomAccessFile(capture, "rw")) {
            file.setLength(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void tellsOfManyExpressionsAsADamageAndGoesOnWithTheNextCapture() throws IOException {
        final String first = capture("first.pcap", 100);
        final String cut = capture("cut.pcap", 1000);
        final String last = capture("last.pcap", 60);
        final FilterCommand options = new FilterCommand(console);
        options.captures.addAll(List.of(first, cut, last));
        final List<ExpressionRows> rows = List.of(new ExpressionRows(options, "udp"), new ExpressionRows(options, "tcp"));
        final int exitCode = new CaptureWork(options, console).run((_, reader) -> {
            if (reader.name().equals(cut)) {
                cut(cut);
            }
            return 0;
        }, _ -> new RowOutput(console.out(), rows));
        assertEquals("error: " + cut + ": became shorter while it was read\n", err.toString(StandardCharsets.UTF_8));
        assertEquals(List.of("udp " + first + " 100", "udp " + last + " 100", "tcp " + first + " 0", "tcp " + last + " 0"),
                out.toString(StandardCharsets.UTF_8).lines().map(line -> String.join(" ", List.of(line.split("\t")).subList(0, 3))).toList());
        assertEquals(ExitCode.FAILURE, exitCode);
    }
}
