package flowc.cli;

import static flowc.cli.Cli.flowc;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.launch.ExitCode;
import flowc.runtime.packet.pcap.PcapWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flowc filter} from command line to counts, lists and files. */
class FilterTest {
    private static final String ETHERNET = "ffffffffffff020000000001";
    private static final String UDP = ETHERNET + "0800" + "4500001c000040004011000001020304050607080035d43100080000";
    private static final String TCP = ETHERNET + "0800" + "45000028000040004006000001020304050607081f90005000000000000000005002000000000000";
    private static final String IP6 = ETHERNET + "86dd" + "6000000000081140" + "20010db8000000000000000000000001" + "20010db8000000000000000000000002" + "0035d43100080000";
    private static final String ARP = ETHERNET + "0806" + "0001080006040001020000000001" + "0a000001" + "000000000000" + "0a000002";
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    private Path folder;

    private String capture;
    private String raw;

    @BeforeEach
    void writeCaptures() throws IOException {
        capture = folder.resolve("four.pcap").toString();
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(Path.of(capture)), 1)) {
            int time = 0;
            for (String packet : new String[] {UDP, TCP, IP6, ARP}) {
                writer.write(SECOND * time++, HexFormat.of().parseHex(packet), 100);
            }
        }
        raw = folder.resolve("raw.pcap").toString();
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(Path.of(raw)), 101)) {
            writer.write(SECOND, HexFormat.of().parseHex(UDP.substring(28)));
        }
    }

    @Test
    void countsOneCaptureAloneAndSeveralByName() {
        assertEquals(new Cli(ExitCode.OK, "2\n", ""), flowc("filter", "udp port 53", "-r", capture, "--count"));
        assertEquals(new Cli(ExitCode.OK, capture + "\t2\n" + raw + "\t1\n", ""), flowc("filter", "udp", "port", "53", "-c", "-r", capture, raw));
        assertEquals(new Cli(ExitCode.OK, "4\n", ""), flowc("filter", "", "-r", capture, "--count"));
        assertEquals(new Cli(ExitCode.OK, "0\n", ""), flowc("filter", "tcp port 81", "-r", capture, "--count"));
    }

    @Test
    void countsInJsonWhereThatIsAskedForAndRefusesItWhereNothingIsListed() {
        assertEquals(new Cli(ExitCode.OK, "{\"count\":1}\n", ""), flowc("filter", "tcp", "-r", capture, "--count", "--format", "json"));
        assertEquals("{\"file\":\"" + capture + "\",\"count\":2}\n{\"file\":\"" + raw + "\",\"count\":1}\n", flowc("filter", "udp", "-r", capture, raw, "--count", "--format", "json").out());
        final Cli refused = new Cli(ExitCode.USAGE, "", "error: --format json is for lists and counts: leave it out\n");
        assertEquals(refused, flowc("filter", "tcp", "-r", capture, "-w", folder.resolve("new.pcap").toString(), "--format", "json"));
        assertEquals(refused, flowc("filter", "-d", "tcp", "--format", "json"));
    }

    /** libpcap cuts what a pcap file holds beyond its own snaplen before a filter sees it. */
    @Test
    void filtersWhatTheFilesSnaplenLeavesOfAPacket() throws IOException {
        final byte[] bytes = Files.readAllBytes(Path.of(capture));
        java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.nativeOrder()).putInt(16, 36);
        Files.write(Path.of(capture), bytes);
        assertEquals("1\n", flowc("filter", "ip and udp", "-r", capture, "--count").out());
        assertEquals("1\n", flowc("filter", "udp src port 53", "-r", capture, "--count").out());
        assertEquals("0\n", flowc("filter", "udp dst port 54321", "-r", capture, "--count").out());
    }

    @Test
    void listsWithNumbersFromOneAsWiresharkAddressesPortsAndProtocol() {
        assertEquals("""
                1 1970-01-01T00:00:00.000000000Z 100/42 1.2.3.4:53 > 5.6.7.8:54321 udp
                2 1970-01-01T00:00:01.000000000Z 100/54 1.2.3.4:8080 > 5.6.7.8:80 tcp [S]
                3 1970-01-01T00:00:02.000000000Z 100/62 [2001:db8::1]:53 > [2001:db8::2]:54321 udp
                4 1970-01-01T00:00:03.000000000Z 100/42 10.0.0.1 > 10.0.0.2 arp
                """, flowc("filter", "", "-r", capture).out());
        assertEquals("{\"index\":1,\"time\":\"1970-01-01T00:00:01.000000000Z\",\"link_type\":1,\"length\":100,\"captured\":54,\"src\":\"1.2.3.4\",\"dst\":\"5.6.7.8\","
                + "\"src_port\":8080,\"dst_port\":80,\"protocol\":\"tcp\"}\n", flowc("filter", "tcp", "-r", capture, "--format", "json").out());
        assertEquals(raw + ":1 1970-01-01T00:00:01.000000000Z 28 1.2.3.4:53 > 5.6.7.8:54321 udp\n", flowc("filter", "udp and not ip6 and len < 50", "-r", capture, raw).out());
    }

    @Test
    void writesPcapAndPcapngByNameAndElseAsTheFirstCapture() throws IOException {
        final String copy = folder.resolve("copy").toString();
        assertEquals(new Cli(ExitCode.OK, "", ""), flowc("filter", "", "-r", capture, "-w", copy));
        assertArrayEquals(Files.readAllBytes(Path.of(capture)), Files.readAllBytes(Path.of(copy)));
        final String some = folder.resolve("some.pcapng").toString();
        assertEquals(ExitCode.OK, flowc("filter", "udp", "-r", capture, raw, "-w", some).exitCode());
        assertEquals(0x0a0d0d0a, java.nio.ByteBuffer.wrap(Files.readAllBytes(Path.of(some))).getInt());
        assertEquals("3\n", flowc("filter", "port 53", "-r", some, "--count").out());
        assertEquals("2\n", flowc("filter", "len = 100", "-r", some, "--count").out());
        assertEquals(ExitCode.OK, flowc("filter", "tcp", "-r", capture, "--snaplen", "20", "-w", some).exitCode());
        assertTrue(flowc("filter", "", "-r", some).out().contains(" 100/20 "));
    }

    @Test
    void saysWhichLinkTypeAFilterMeansNothingOn() {
        final Cli mixed = flowc("filter", "ether host 02:00:00:00:00:01", "-r", capture, raw, "--count");
        assertEquals(ExitCode.USAGE, mixed.exitCode());
        assertEquals(capture + "\t4\n", mixed.out());
        assertTrue(mixed.err().contains("on link type RAW") && mixed.err().contains(raw), mixed.err());
    }

    /** {@code out} is as it was, be it there or not. */
    private static void assertLeaves(Path out, int exitCode, String... args) throws IOException {
        Files.writeString(out, "earlier");
        assertEquals(exitCode, flowc(args).exitCode());
        assertEquals("earlier", Files.readString(out));
        Files.delete(out);
        assertEquals(exitCode, flowc(args).exitCode());
        assertFalse(Files.exists(out));
    }

    @Test
    void leavesTheFileOfARunThatIsRefused() throws IOException {
        final String unknown = folder.resolve("unknown.pcap").toString();
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(Path.of(unknown)), 147)) {
            writer.write(SECOND, HexFormat.of().parseHex(UDP));
        }
        for (String name : new String[] {"out", "out.pcap", "out.pcapng"}) {
            final Path out = folder.resolve(name);
            assertLeaves(out, ExitCode.USAGE, "filter", "udp", "-r", unknown, "-w", out.toString());
            assertLeaves(out, ExitCode.USAGE, "filter", "ether host 02:00:00:00:00:01", "-r", raw, "-w", out.toString());
        }
    }

    @Test
    void leavesTheFileOfARunThatIsRefusedBeforeAnythingMatched() throws IOException {
        final String pcapng = folder.resolve("four.pcapng").toString();
        assertEquals(ExitCode.OK, flowc("filter", "", "-r", capture, "-w", pcapng).exitCode());
        for (String name : new String[] {"out", "out.pcap", "out.pcapng"}) {
            final Path out = folder.resolve(name);
            for (String first : new String[] {capture, pcapng}) {
                assertLeaves(out, ExitCode.USAGE, "filter", "ether host 02:00:00:00:00:99", "-r", first, raw, "-w", out.toString());
                assertEquals(ExitCode.OK, flowc("filter", "tcp port 81", "-r", first, raw, "-w", out.toString()).exitCode());
                assertEquals(new Cli(ExitCode.OK, "0\n", ""), flowc("filter", "", "-r", out.toString(), "--count"));
                Files.delete(out);
            }
        }
        assertLeaves(folder.resolve("out.pcap"), ExitCode.FAILURE, "filter", "len < 50", "-r", capture, raw, "-w", folder.resolve("out.pcap").toString());
    }

    @Test
    void leavesTheFileWhenNoCaptureCanBeRead() throws IOException {
        final String noise = Files.writeString(folder.resolve("noise"), "neither pcap nor pcapng").toString();
        for (String name : new String[] {"out", "out.pcap", "out.pcapng"}) {
            final Path out = folder.resolve(name);
            assertLeaves(out, ExitCode.FAILURE, "filter", "udp", "-r", noise, noise, "-w", out.toString());
            Files.writeString(out, "earlier ".repeat(1000));
            assertEquals(ExitCode.FAILURE, flowc("filter", "udp", "-r", noise, capture, "-w", out.toString()).exitCode());
            assertEquals(new Cli(ExitCode.OK, "2\n", ""), flowc("filter", "", "-r", out.toString(), "--count"));
        }
    }

    @Test
    void leavesTheFileOfWhichTheFirstPacketCannotBeWritten() throws IOException {
        final Path far = folder.resolve("far.pcap");
        final byte[] bytes = Files.readAllBytes(Path.of(raw));
        // Bits 16 to 27 of a link type are none of pcapng's.
        java.nio.ByteBuffer.wrap(bytes).order(java.nio.ByteOrder.nativeOrder()).putInt(20, 0x711058);
        Files.write(far, bytes);
        final Path out = folder.resolve("out.pcapng");
        assertLeaves(out, ExitCode.FAILURE, "filter", "", "--link-type", "RAW", "-r", far.toString(), "-w", out.toString());
        final Cli run = flowc("filter", "", "--link-type", "RAW", "-r", raw, far.toString(), capture, raw, "-w", out.toString());
        assertEquals(new Cli(ExitCode.FAILURE, "", "error: cannot write '" + out + "': " + far + ": link type 7409752 does not fit into pcapng: write a .pcap file\n"
                + "warning: 2 captures from '" + capture + "' on were not read\n"), run);
        assertEquals("1\n", flowc("filter", "", "-r", out.toString(), "--count").out());
    }

    @Test
    void saysThatAFileInAFolderCalledAfterPipesCannotBeWritten() {
        final Path out = folder.resolve("pipeline/out.pcap");
        assertEquals(new Cli(ExitCode.FAILURE, "", "error: cannot write '" + out + "': no such file or folder\n"), flowc("filter", "", "-r", capture, "-w", out.toString()));
    }

    @Test
    void tellsWhichCaptureARefusalLeavesUnread() {
        final Cli run = flowc("filter", "ether host 02:00:00:00:00:01", "-r", capture, raw, capture, "--count");
        assertEquals(capture + "\t4\n", run.out());
        assertTrue(run.err().endsWith("\nwarning: '" + capture + "' was not read\n"), run.err());
    }

    @Test
    void replacesTheFileWhenNothingMatches() throws IOException {
        final Path out = Files.writeString(folder.resolve("out.pcap"), "earlier ".repeat(1000));
        assertEquals(ExitCode.OK, flowc("filter", "tcp port 81", "-r", capture, "-w", out.toString()).exitCode());
        assertEquals(new Cli(ExitCode.OK, "0\n", ""), flowc("filter", "", "-r", out.toString(), "--count"));
    }

    /** What was handed to the writer lies in the mapped file, which is closed when filtering fails. */
    @Test
    void keepsWhatWasWrittenBeforeAPacketThatCannotBe() {
        final String mixed = folder.resolve("mixed.pcapng").toString();
        assertEquals(ExitCode.OK, flowc("filter", "udp", "-r", capture, raw, "-w", mixed).exitCode());
        for (String name : new String[] {"out.pcap", "out.pcapng"}) {
            final String out = folder.resolve(name).toString();
            final boolean links = name.endsWith(".pcap");
            final Cli run = flowc("filter", links ? "" : "ether src 02:00:00:00:00:01", "-r", capture, mixed, "-w", out);
            assertEquals(links ? ExitCode.FAILURE : ExitCode.USAGE, run.exitCode());
            assertTrue(run.err().contains(links ? "write a .pcapng file" : "on link type RAW"), run.err());
            assertEquals("6\n", flowc("filter", "", "-r", out, "--count").out());
        }
    }

    @Test
    void showsMistakesWithACaretAndAHint() {
        final Cli wrong = flowc("filter", "tcp port 80 andd udp", "-r", capture);
        assertEquals(ExitCode.USAGE, wrong.exitCode());
        assertEquals("", wrong.out());
        assertTrue(wrong.err().startsWith("error: ") && wrong.err().contains("\n  tcp port 80 andd udp\n              ^^^^"), wrong.err());
    }

    @Test
    void shortensNamesOfAnyLength() {
        final Cli wrong = flowc("filter", "host " + "1.".repeat(50_000), "-r", capture);
        assertTrue(wrong.err().startsWith("error: unknown host '1.1.") && wrong.err().length() < 1_000, wrong.err());
    }

    @Test
    void saysWhatOptionsOfTcpdumpAreHere() {
        final String count = "error: -c takes no number: it prints how many packets match\nhelp: for the first 5 packets leave it out and write '| head -n 5' behind the command\n";
        assertEquals(count, flowc("filter", "tcp", "-c", "5", "-r", capture).err());
        assertEquals(count, flowc("filter", "--count", "5", "tcp", "-r", capture).err());
        assertEquals(ExitCode.OK, flowc("filter", "tcp", "port", "-c", "80", "-r", capture).exitCode());
        final String names = "error: unknown option '-n'\nhelp: addresses and ports are always written as numbers: leave it out\nhelp: 'flowc filter --help' shows what there is\n";
        assertEquals(names, flowc("filter", "-n", "tcp", "-r", capture).err());
        assertEquals(names, flowc("filter", "tcp", "-r", capture, "-n").err());
        assertEquals("help: captures are read, and what another program writes: 'tcpdump -i eth0 -U -w - | flowc … -r -'",
                flowc("filter", "-i", "eth0", "tcp").err().lines().skip(1).findFirst().orElseThrow());
    }

    @Test
    void refusesWhatDoesNotGoTogether() {
        assertEquals("error: -w and --count exclude each other", flowc("filter", "", "-r", capture, "-w", "x", "--count").firstError());
        assertEquals("error: no expression given: flowc filter 'tcp port 80' -r capture.pcap ('' for every packet)", flowc("filter", "-r", capture).firstError());
        assertEquals("error: nothing to read: give captures with -r FILE, or -d to explain the expression", flowc("filter", "tcp").firstError());
        assertEquals("error: '" + capture + "' is read and cannot be written at the same time", flowc("filter", "tcp", "-r", capture, "-w", capture).firstError());
        assertEquals("error: --write expects the name of a file, got ''", flowc("filter", "tcp", "-r", capture, "-w", "").firstError());
        assertEquals("error: --snaplen expects 1 or more: a snaplen of 0 rejects all packets", flowc("filter", "tcp", "-r", capture, "--snaplen", "0").firstError());
        assertEquals("error: unknown option '--cuont'", flowc("filter", "tcp", "-r", capture, "--cuont").firstError());
        assertEquals("error: --netmask expects a mask such as 255.255.255.0 or 0xffffff00, got '300.1.1.1'",
                flowc("filter", "ip broadcast", "-r", capture, "--netmask", "300.1.1.1").firstError());
        assertEquals("error: --netmask expects a mask, not the length of a prefix: for /24 write 0xffffff00",
                flowc("filter", "ip broadcast", "-r", capture, "--netmask", "24").firstError());
        assertEquals("error: --link-type expects a name such as EN10MB, LINUX_SLL or RAW, got 'ETH0'", flowc("filter", "tcp", "-r", capture, "--link-type", "ETH0").firstError());
        assertEquals("error: capture 'nowhere.pcap' does not exist", flowc("filter", "tcp", "-r", "nowhere.pcap").firstError());
        assertEquals("error: capture '' has an empty name", flowc("filter", "tcp", "-r", "").firstError());
        assertEquals(ExitCode.USAGE, flowc("filter", "tcp", "-r", capture, "").exitCode());
    }

    @Test
    void takesNetmaskAndLinkType() {
        assertEquals("1\n", flowc("filter", "ip broadcast", "-r", raw, "--netmask", "255.255.255.248", "--count").out());
        assertEquals("0\n", flowc("filter", "ip broadcast", "-r", raw, "--netmask", "0xffffff00", "--count").out());
        assertEquals("0\n", flowc("filter", "udp", "-r", raw, "--link-type", "en10mb", "--count").out());
    }

    @Test
    void filtersWhatIsWholeOfADamagedCapture() throws IOException {
        final Path cut = folder.resolve("cut.pcap");
        final byte[] bytes = Files.readAllBytes(Path.of(capture));
        Files.write(cut, Arrays.copyOf(bytes, bytes.length - 1));
        final Cli run = flowc("filter", "", "-r", cut.toString(), "--count");
        assertEquals(ExitCode.FAILURE, run.exitCode());
        assertEquals("3\n", run.out());
        assertTrue(run.err().startsWith("error: " + cut + ": stopped at byte ") && run.err().lines().count() == 1, run.err());
    }

    @Test
    void printsTheHashesOfManyExpressions() throws IOException {
        final Path expressions = Files.writeString(folder.resolve("e.txt"), "# comment\nudp\n\n<empty>\ntcp porr 80\nether src 02:00:00:00:00:01\n");
        final Cli run = flowc("filter", "--expressions", expressions.toString(), "-r", raw, capture);
        assertEquals(ExitCode.OK, run.exitCode(), run.err());
        final String[] lines = run.out().split("\n");
        assertEquals(8, lines.length, run.out());
        assertEquals("udp\t" + raw + "\t1\ta8c7f832281a39c5", lines[0]);
        assertTrue(lines[1].startsWith("udp\t" + capture + "\t2\t"), lines[1]);
        assertTrue(lines[2].startsWith("<empty>\t" + raw + "\t1\t"), lines[2]);
        assertTrue(lines[4].startsWith("tcp porr 80\t" + raw + "\tERROR\t"), lines[4]);
        assertTrue(lines[6].startsWith("ether src 02:00:00:00:00:01\t" + raw + "\tERROR\t"), lines[6]);
        assertTrue(lines[7].startsWith("ether src 02:00:00:00:00:01\t" + capture + "\t4\t"), lines[7]);
        assertFalse(run.out().contains("#"));
    }

    @Test
    void takesBytesThatAreNoTextForAWrongExpression() throws IOException {
        final Path expressions = Files.write(folder.resolve("e.bin"), new byte[] {'u', 'd', 'p', '\n', 'i', 'p', ' ', (byte) 0xff, '\n'});
        final Cli run = flowc("filter", "--expressions", expressions.toString(), "-r", raw);
        assertEquals("udp\t" + raw + "\t1\ta8c7f832281a39c5\nip \ufffd\t" + raw + "\tERROR\t'\ufffd' has no meaning in a filter\n", run.out());
    }

    @Test
    void explainsInWordsTestsIrBytecodeAndForTheKernel() {
        final Cli all = flowc("filter", "-d", "icmp");
        assertEquals(ExitCode.OK, all.exitCode(), all.err());
        assertTrue(all.out().startsWith("ICMP over IPv4\n\n# tests on EN10MB\nall of\n  packet[12:2] == 0x800\n") && all.out().contains("\n# bytecode\n"), all.out());
        assertEquals("{ 0x28, 0, 0, 0x0000000c },", flowc("filter", "-dd", "icmp").out().lines().findFirst().orElse(""));
        assertEquals("6", flowc("filter", "-ddd", "icmp").out().lines().findFirst().orElse(""));
        assertTrue(flowc("filter", "-d", "icmp", "--emit", "bpf", "--snaplen", "96").out().contains("ret      #96\n"));
        assertTrue(flowc("filter", "-d", "ether host 1:2:3:4:5:6", "--link-type", "RAW").err().contains("on link type RAW"));
        final Cli trap = flowc("filter", "vlan 7 or ip", "--explain", "-c", "-r", capture);
        assertTrue(trap.err().contains("note: everything to the right of 'vlan'"), trap.err());
    }

    @Test
    void doesWhatThePageOfFiltersShows() throws IOException {
        final String page = Files.readString(Path.of("../docs/filters.md"));
        final String example = Path.of("../examples/conversations/http-dns-icmp.pcap").toString();
        assertTrue(page.contains("$ ./flowc filter 'tcp port 80' -r examples/conversations/http-dns-icmp.pcap --count\n" + flowc("filter", "tcp port 80", "-r", example, "--count").out()));
        final String dns = folder.resolve("dns.pcapng").toString();
        assertEquals(ExitCode.OK, flowc("filter", "udp port 53", "-r", example, "-w", dns).exitCode());
        assertEquals(flowc("filter", "udp port 53", "-r", example, "--count").out(), flowc("filter", "", "-r", dns, "--count").out());
    }

    /** Names that lie in a folder are anybody's. */
    @Test
    void letsNoCapturesNameSteerTheTerminal() throws IOException {
        final String bad = folder.resolve("a\u001b]0;owned\u0007.pcap").toString();
        Files.copy(Path.of(raw), Path.of(bad));
        final String shown = bad.replace('\u001b', '\uFFFD').replace('\u0007', '\uFFFD');
        assertEquals(shown + "\t1\n" + raw + "\t1\n", flowc("filter", "udp", "-c", "-r", bad, raw).out());
        assertTrue(flowc("filter", "udp", "-r", bad, raw).out().startsWith(shown + ":1 "), "the list of packets");
        assertTrue(flowc("filter", "udp", "--format", "json", "-r", bad, raw).out().contains("\\u001B]0;owned\\u0007"), "JSON escapes by itself");
    }
}
