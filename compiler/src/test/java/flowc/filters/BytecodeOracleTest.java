package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.bpf.BpfCode;
import flowc.compiler.filter.bpf.BpfCompiler;
import flowc.compiler.filter.bpf.BpfInstruction;
import flowc.compiler.filter.meaning.FilterMeaning;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.syntax.FilterParser;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Predicates, and classic BPF made of them, say of forged packets of all lengths what libpcap's unoptimised programs say. With {@code -Dflowc.soak} of
 * many more packets.
 */
final class BytecodeOracleTest {
    private static final int PACKETS = Long.getLong("flowc.soak", 0) > 0 ? 200 : 6;
    private static final int LENGTHS = 4;

    static List<String> linkTypes() {
        return FilterOracle.linkTypes();
    }

    @ParameterizedTest
    @MethodSource("linkTypes")
    void predicatesMeanWhatLibpcapsProgramsDo(String linkType) {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final List<String> failures = new ArrayList<>();
        for (final FilterOracle.Program program : FilterOracle.programs(linkType)) {
            if (Differences.always(program.expression())) {
                continue;
            }
            final String failure = failure(program, LinkType.named(linkType).orElseThrow(), new Random(seed + program.expression().hashCode()));
            if (failure != null) {
                failures.add(program.expression() + ": " + failure);
            }
        }
        assertEquals(List.of(), failures, "-Dflowc.seed=" + seed);
    }

    private static String failure(FilterOracle.Program program, LinkType linkType, Random random) {
        final Predicate predicate;
        try {
            predicate = FilterMeaning.of(
                    FilterParser.parse(program.expression()), linkType, FilterSettings.SAVEFILE.withOrigin(FilterSettings.Origin.LIVE));
        } catch (FilterError error) {
            return program.error() == null ? "refused: " + error.getMessage() : null;
        }
        if (program.error() != null) {
            return "accepted, but libpcap says " + program.error();
        }
        final List<BpfInstruction> own = own(program, predicate);
        for (final byte[] captured : new PacketForge(random).cutPackets(program.instructions(), PACKETS, LENGTHS)) {
            final int length = captured.length;
            final boolean expected = BpfInterpreter.run(program.instructions(), captured, length, length) != 0;
            if (!Differences.on(program.expression(), captured) && PredicateInterpreter.accepts(predicate, captured, length) != expected) {
                return "libpcap " + (expected ? "accepts " : "rejects ") + java.util.HexFormat.of().formatHex(captured);
            }
            if (own != null && BpfInterpreter.run(own, captured, length, length) != 0 != expected) {
                return "libpcap (our BPF does not) " + (expected ? "accepts " : "rejects ") + java.util.HexFormat.of().formatHex(captured);
            }
        }
        return null;
    }

    /** Null where classic BPF cannot do it: a loop, or a program that is too long, as libpcap's is. */
    private static List<BpfInstruction> own(FilterOracle.Program program, Predicate predicate) {
        if (program.expression().contains("protochain")) {
            return null;
        }
        try {
            return BpfCompiler.compile(predicate, 0x40000).instructions();
        } catch (FilterError tooLong) {
            assertTrue(program.instructions().size() > BpfCode.MAX_INSTRUCTIONS, program.expression() + ": " + tooLong.getMessage());
            return null;
        }
    }
}
