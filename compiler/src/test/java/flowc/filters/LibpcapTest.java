package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.bpf.BpfCode;
import flowc.compiler.filter.bpf.BpfCompiler;
import flowc.compiler.filter.bpf.BpfInstruction;
import flowc.compiler.filter.bpf.BpfProgram;
import flowc.compiler.filter.meaning.FilterMeaning;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.syntax.FilterParser;
import flowc.filter.spec.FilterSettings.Origin;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random expressions on all link types, against the installed libpcap: an error where it has one, else the same packets as its unoptimised program.
 * {@code -Dflowc.soak=SECONDS} runs on with new seeds.
 */
final class LibpcapTest {
    private static final int EXPRESSIONS = 2_000;
    private static final int PACKETS = 4;
    private static final int LONGEST = 160;
    private static final int MOST_FAILURES = 20;

    @TempDir
    private Path scratch;

    private final Map<LinkType, MemorySegment> deadHandles = new EnumMap<>(LinkType.class);
    private final Map<LinkType, MemorySegment> fileHandles = new EnumMap<>(LinkType.class);
    private final Map<LinkType, MemorySegment> swappedHandles = new EnumMap<>(LinkType.class);
    private Libpcap libpcap;

    @Test
    void programsArePrintedAsTcpdumpPrintsThem() throws Throwable {
        final Optional<Libpcap> installed = Libpcap.installed();
        assumeTrue(installed.isPresent(), Libpcap.NAME + " is not installed: apt-get install libpcap0.8");
        final List<String> expressions = List.of("tcp port 80 and not ip[0] & 0xf != 5", "ip[2:2] * 3 - 1 > len / 2 or udp[4:2] % 7 <= -ip[1]", "link[0:4] << 3 >> 1 = 0x80 ^ ip[9] | 5",
                "ip6 host ::1 or vlan 7 and src net 10.0.0.0/9", "inbound and ifindex 3");
        for (final String expression : expressions) {
            final BpfProgram program = BpfCompiler.compile(FilterMeaning.of(FilterParser.parse(expression), LinkType.EN10MB, FilterSettings.SAVEFILE.withOrigin(Origin.LIVE)), 65_535);
            final StringBuilder expected = new StringBuilder();
            for (int i = 0; i < program.instructions().size(); i++) {
                expected.append(installed.get().image(program.instructions().get(i), i)).append('\n');
            }
            assertEquals(expected.toString(), program.listing(), expression);
        }
    }

    @Test
    void randomExpressionsMeanWhatTheyMeanToLibpcap() throws Throwable {
        final Optional<Libpcap> installed = Libpcap.installed();
        assumeTrue(installed.isPresent(), Libpcap.NAME + " is not installed: apt-get install libpcap0.8");
        libpcap = installed.get();
        assumeTrue(libpcap.version().contains("version 1.10."), "made for libpcap 1.10: " + libpcap.version());
        final long seed = Long.getLong("flowc.seed", 20261121);
        final long end = System.nanoTime() + Long.getLong("flowc.soak", 0) * 1_000_000_000L;
        final List<String> failures = new ArrayList<>();
        int compared = 0;
        for (int i = 0; (i < EXPRESSIONS || System.nanoTime() < end) && failures.size() < MOST_FAILURES; i++) {
            final Random random = new Random(seed + i);
            final RandomFilters.Family family = RandomFilters.Family.values()[random.nextInt(RandomFilters.Family.values().length)];
            final LinkType linkType = linkType(family, random);
            final String expression = new RandomFilters(random, family).next();
            final Origin origin = Origin.values()[random.nextInt(3)];
            final String failure = failure(expression, linkType, origin, random);
            compared++;
            if (failure != null) {
                failures.add("-Dflowc.seed=" + (seed + i) + " " + linkType + " " + origin + " '" + expression + "': " + failure);
            }
        }
        System.out.println("LibpcapTest: " + compared + " expressions from -Dflowc.seed=" + seed);
        assertEquals(List.of(), failures, String.join("\n", failures));
    }

    /** Mostly one that the family is about. */
    private static LinkType linkType(RandomFilters.Family family, Random random) {
        if (random.nextInt(4) == 0) {
            return LinkType.values()[random.nextInt(LinkType.values().length)];
        }
        final LinkType[] likely = switch (family) {
            case ETHERNET -> new LinkType[] {LinkType.EN10MB, LinkType.EN10MB, LinkType.LINUX_SLL, LinkType.LINUX_SLL2, LinkType.FDDI, LinkType.C_HDLC};
            case WLAN -> new LinkType[] {
                LinkType.IEEE802_11, LinkType.IEEE802_11_RADIO, LinkType.PRISM_HEADER, LinkType.IEEE802_11_RADIO_AVS, LinkType.PPI
            };
            case ATM -> new LinkType[] {LinkType.SUNATM, LinkType.ATM_RFC1483};
            case MTP -> new LinkType[] {LinkType.MTP2, LinkType.MTP2_WITH_PHDR};
            case ARCNET -> new LinkType[] {LinkType.ARCNET, LinkType.ARCNET_LINUX};
            case RAW -> new LinkType[] {LinkType.RAW, LinkType.IPV4, LinkType.IPV6, LinkType.NULL, LinkType.LOOP, LinkType.PFLOG, LinkType.PPP};
        };
        return likely[random.nextInt(likely.length)];
    }

    private MemorySegment handle(LinkType linkType, Origin origin) throws Throwable {
        final Map<LinkType, MemorySegment> handles = switch (origin) {
            case LIVE -> deadHandles;
            case SAVEFILE -> fileHandles;
            case SWAPPED_SAVEFILE -> swappedHandles;
        };
        if (!handles.containsKey(linkType)) {
            handles.put(
                    linkType,
                    origin == Origin.LIVE ? libpcap.dead(linkType) : libpcap.savefile(linkType, origin == Origin.SWAPPED_SAVEFILE, scratch));
        }
        return handles.get(linkType);
    }

    private String failure(String expression, LinkType linkType, Origin origin, Random random) throws Throwable {
        final Libpcap.Compiled expected = libpcap.compile(handle(linkType, origin), expression);
        final Predicate predicate;
        try {
            predicate = FilterMeaning.of(FilterParser.parse(expression), linkType, FilterSettings.SAVEFILE.withOrigin(origin));
        } catch (FilterError error) {
            return expected.error() != null ? null : "refused: " + error.getMessage();
        }
        if (expected.error() != null) {
            return "accepted, but libpcap says: " + expected.error();
        }
        if (Differences.always(expression)) {
            return null;
        }
        final List<BpfInstruction> own = own(predicate, expected.instructions());
        final PacketForge forge = new PacketForge(random);
        for (int i = 0; i < PACKETS; i++) {
            final byte[] packet = new byte[LONGEST];
            if (random.nextInt(4) == 0) {
                random.nextBytes(packet);
            }
            forge.forge(expected.instructions(), packet);
            final byte[] captured = Arrays.copyOf(packet, random.nextBoolean() ? LONGEST : random.nextInt(LONGEST));
            if (Differences.on(expression, captured)) {
                continue;
            }
            final boolean accepts = BpfInterpreter.run(expected.instructions(), captured, captured.length, captured.length) != 0;
            final String where = (accepts ? " accepts " : " rejects ") + HexFormat.of().formatHex(captured);
            if (PredicateInterpreter.accepts(predicate, captured, captured.length) != accepts) {
                return "libpcap's program" + where;
            }
            if (own != null && BpfInterpreter.run(own, captured, captured.length, captured.length) != 0 != accepts) {
                return "libpcap's program, but not our BPF" + where;
            }
            if (isDefinite(expression, expected.instructions()) && libpcap.accepts(expected.instructions(), captured, captured.length) != accepts) {
                return "libpcap, but not the interpreter of these tests" + where;
            }
        }
        return null;
    }

    private static boolean isDefinite(String expression, List<BpfInstruction> program) {
        return !expression.contains("geneve") && !readsUnwritten(program);
    }

    /** Null where classic BPF cannot do it. */
    private static List<BpfInstruction> own(Predicate predicate, List<BpfInstruction> expected) {
        try {
            return BpfCompiler.compile(predicate, 1).instructions();
        } catch (FilterError error) {
            final boolean loops = error.getMessage().contains("loop");
            if (!loops && expected.size() <= BpfCode.MAX_INSTRUCTIONS) {
                throw error;
            }
            return null;
        }
    }

    /** Memory that libpcap has not written holds anything; its headers of variable length, and geneve, may come to that. */
    private static boolean readsUnwritten(List<BpfInstruction> program) {
        int written = 0;
        for (final BpfInstruction instruction : program) {
            final int kind = instruction.code() & 0x07;
            if (kind == BpfCode.ST || kind == BpfCode.STX) {
                written |= 1 << instruction.k();
            } else if ((kind == BpfCode.LD || kind == BpfCode.LDX) && (instruction.code() & 0xe0) == BpfCode.MEM) {
                if ((written & 1 << instruction.k()) == 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
