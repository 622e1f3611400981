package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.cli.InProcess;
import flowc.filter.PacketFilter;
import flowc.filter.spec.LinkType;
import flowc.launch.Console;
import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.packet.pcap.CaptureReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A tracker with {@code pcap("…")} sees exactly the packets that the filter accepts. */
class PcapInTrackerTest {
    private static final List<String> EXPRESSIONS = List.of("tcp port 80", "not udp", "ip[6:2] & 0x1fff = 0 and greater 100", "host 10.0.0.1 or ip6 or arp", "tcp[13] & 2 != 0 or udp[0:2] < 1024",
            "ip protochain 6", "len - 14 > 50", "vlan or not ip");
    private static final List<String> CAPTURES = List.of("wikipedia.pcap", "802.1ad_QinQ.pcap", "loopback.pcap", "v4.pcap", "mixed-vlan-mpls.pcap");

    @TempDir
    private Path folder;

    @Test
    void seesThePacketsThatTheFilterAccepts() throws Exception {
        final Path captures = SharedFilters.folder().resolve("captures");
        int compared = 0;
        for (String name : CAPTURES) {
            final Path capture = captures.resolve(name);
            if (Files.exists(capture)) {
                for (String expression : EXPRESSIONS) {
                    assertEquals(accepted(expression, capture), seen(expression, capture), expression + " on " + name);
                    compared++;
                }
            }
        }
        assertTrue(compared >= EXPRESSIONS.size(), "at least one capture is there");
    }

    private static long accepted(String expression, Path capture) throws Exception {
        final PacketBurst burst = new PacketBurst();
        long count = 0;
        try (CaptureReader reader = CaptureReader.open(capture)) {
            while (reader.fill(burst)) {
                final int link = (int) Memory.u32(burst.address() + PacketLayout.LINK_TYPE_OFFSET);
                count += Long.bitCount(PacketFilter.compile(expression, LinkType.ofFile(link).orElseThrow()).select(burst));
            }
        }
        return count;
    }

    private long seen(String expression, Path capture) throws Exception {
        final Path tracker = Files.writeString(folder.resolve("asks.flow"), """
                tracker asks
                input where pcap("%s")
                table all key (link: pkt.linkType) idle 1000d {
                  n: u64
                  on packet where pcap("%s") { n += 1 }
                  on expire { print "{n}" }
                }
                """.formatted(expression, expression));
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        final ByteArrayOutputStream err = new ByteArrayOutputStream();
        final int exitCode = InProcess.run(new String[] {"run", tracker.toString(), "-r", capture.toString()}, new Console(out, new PrintStream(err, true, StandardCharsets.UTF_8)));
        assertEquals(0, exitCode, err.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).lines().mapToLong(Long::parseLong).sum();
    }
}
