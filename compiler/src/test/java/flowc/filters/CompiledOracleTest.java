package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.filter.FilterCompiler;
import flowc.compiler.filter.ast.FilterError;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import flowc.runtime.program.FilterProgram;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Generated classes say of forged packets of all lengths what libpcap's unoptimised programs say; every access stays inside of the packet. */
final class CompiledOracleTest {
    /** Every how manieth expression is compiled; 1 takes all. */
    private static final int STEP = Integer.getInteger("flowc.step", 7);
    private static final int PACKETS = 6;
    private static final int LENGTHS = 6;

    static List<String> linkTypes() {
        return FilterOracle.linkTypes();
    }

    @ParameterizedTest
    @MethodSource("linkTypes")
    void classesAcceptWhatLibpcapsProgramsDo(String linkType) {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final List<String> failures = new ArrayList<>();
        final List<FilterOracle.Program> programs = FilterOracle.programs(linkType);
        for (int i = (int) (seed % STEP); i < programs.size(); i += STEP) {
            final FilterOracle.Program program = programs.get(i);
            if (program.error() == null && !Differences.always(program.expression())) {
                check(program, LinkType.named(linkType).orElseThrow(), new Random(seed + i), failures);
            }
        }
        assertEquals(List.of(), failures, "-Dflowc.seed=" + seed);
    }

    private static void check(FilterOracle.Program program, LinkType linkType, Random random, List<String> failures) {
        final FilterProgram filter;
        try {
            filter = FilterCompiler.compile(program.expression(), linkType, FilterSettings.SAVEFILE.withOrigin(FilterSettings.Origin.LIVE)).load();
        } catch (FilterError e) {
            failures.add(program.expression() + ": " + e.getMessage());
            return;
        }
        for (final byte[] captured : new PacketForge(random).cutPackets(program.instructions(), PACKETS, LENGTHS)) {
            final boolean expected = BpfInterpreter.run(program.instructions(), captured, captured.length, captured.length) != 0;
            if (!Differences.on(program.expression(), captured) && accepts(filter, captured) != expected) {
                failures.add(program.expression() + ": libpcap " + (expected ? "accepts " : "rejects ") + HexFormat.of().formatHex(captured));
                return;
            }
        }
    }

    private static boolean accepts(FilterProgram filter, byte[] packet) {
        try (PlacedPacket placed = new PlacedPacket(packet)) {
            return filter.test(placed.address(), packet.length, packet.length);
        }
    }
}
