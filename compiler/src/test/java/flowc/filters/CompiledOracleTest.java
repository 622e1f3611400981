package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.filter.FilterCompiler;
import flowc.compiler.filter.ast.FilterError;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.program.FilterProgram;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
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
    private static final int LONGEST = 160;

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
        final PacketForge forge = new PacketForge(random);
        for (int i = 0; i < PACKETS; i++) {
            final byte[] packet = new byte[LONGEST];
            if (random.nextInt(4) == 0) {
                random.nextBytes(packet);
            }
            forge.forge(program.instructions(), packet);
            for (int j = 0; j < LENGTHS; j++) {
                final byte[] captured = Arrays.copyOf(packet, j == 0 ? LONGEST : random.nextInt(LONGEST));
                final boolean expected = BpfInterpreter.run(program.instructions(), captured, captured.length, captured.length) != 0;
                if (!Differences.on(program.expression(), captured) && accepts(filter, captured) != expected) {
                    failures.add(program.expression() + ": libpcap " + (expected ? "accepts " : "rejects ") + HexFormat.of().formatHex(captured));
                    return;
                }
            }
        }
    }

    /** The packet lies at the very end of its memory, so that no byte behind it can be read. */
    private static boolean accepts(FilterProgram filter, byte[] packet) {
        try (Region region = Region.allocate(packet.length, "a packet")) {
            final long address = region.address() + region.bytes() - packet.length;
            MemorySegment.copy(MemorySegment.ofArray(packet), 0, Memory.segment(address, packet.length), 0, packet.length);
            return filter.test(address, packet.length, packet.length);
        }
    }
}
