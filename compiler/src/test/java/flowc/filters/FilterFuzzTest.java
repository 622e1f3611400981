package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.filter.CompiledFilter;
import flowc.compiler.filter.FilterCompiler;
import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.bpf.BpfCompiler;
import flowc.compiler.filter.bpf.BpfInstruction;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import flowc.runtime.program.FilterProgram;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random expressions: generated code, classic BPF and the predicate they are made of agree on forged packets of all lengths. */
final class FilterFuzzTest {
    private static final int EXPRESSIONS = 1_000;
    private static final int PACKETS = 4;
    private static final int LONGEST = 128;
    /** Stands in where classic BPF cannot do it. */
    private static final List<BpfInstruction> ACCEPT = List.of(new BpfInstruction(6, 1));

    @Test
    void generatedCodeAndClassicBpfDoWhatThePredicateSays() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final long end = System.nanoTime() + Long.getLong("flowc.soak", 0) * 1_000_000_000L;
        int meaningful = 0;
        for (int i = 0; i < EXPRESSIONS || System.nanoTime() < end; i++) {
            meaningful += check(new Random(seed + i), seed + i) ? 1 : 0;
        }
        System.out.println("FilterFuzzTest: " + meaningful + " filters from -Dflowc.seed=" + seed);
    }

    /** False where the expression has no meaning on its link type. */
    private static boolean check(Random random, long seed) {
        final RandomFilters.Family family = RandomFilters.Family.values()[random.nextInt(RandomFilters.Family.values().length)];
        final LinkType linkType = random.nextInt(3) == 0 ? LinkType.values()[random.nextInt(LinkType.values().length)] : typical(family);
        final String expression = new RandomFilters(random, family).next();
        final CompiledFilter filter;
        try {
            filter = FilterCompiler.compile(expression, linkType, FilterSettings.SAVEFILE);
        } catch (FilterError noMeaning) {
            return false;
        }
        compare(filter, random, "-Dflowc.seed=" + seed + " " + linkType + " '" + expression + "' on ");
        return true;
    }

    private static void compare(CompiledFilter filter, Random random, String what) {
        final FilterProgram program = filter.load();
        final List<BpfInstruction> bpf = bpf(filter);
        final PacketForge forge = new PacketForge(random);
        for (int i = 0; i < PACKETS; i++) {
            final byte[] packet = new byte[LONGEST];
            random.nextBytes(packet);
            forge.forge(bpf, packet);
            for (final int length : new int[] {LONGEST, random.nextInt(LONGEST), random.nextInt(64)}) {
                final byte[] captured = Arrays.copyOf(packet, length);
                final boolean accepts = PredicateInterpreter.accepts(filter.predicate(), captured, LONGEST);
                final String where = what + HexFormat.of().formatHex(captured);
                try (PlacedPacket placed = new PlacedPacket(captured)) {
                    assertEquals(accepts, program.test(placed.address(), length, LONGEST), where);
                }
                if (bpf != ACCEPT) {
                    assertEquals(accepts, BpfInterpreter.run(bpf, captured, length, LONGEST) != 0, where + ", by classic BPF");
                }
            }
        }
    }

    private static LinkType typical(RandomFilters.Family family) {
        return switch (family) {
            case ETHERNET -> LinkType.EN10MB;
            case WLAN -> LinkType.IEEE802_11_RADIO;
            case ATM -> LinkType.SUNATM;
            case MTP -> LinkType.MTP2;
            case ARCNET -> LinkType.ARCNET;
            case RAW -> LinkType.RAW;
        };
    }

    private static List<BpfInstruction> bpf(CompiledFilter filter) {
        try {
            return BpfCompiler.compile(filter.predicate(), 1).instructions();
        } catch (FilterError loopOrTooLong) {
            return ACCEPT;
        }
    }
}
