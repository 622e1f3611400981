package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.filter.CompiledFilter;
import flowc.compiler.filter.FilterCompiler;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.program.FilterProgram;
import java.util.HexFormat;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What dumpers make: hundreds of rules joined by {@code or}. */
class ManyRulesTest {
    private static final int MANY = 400;

    /** 400 are more than what is worth remembering of every node for; knowing nothing instead made twenty times the code. */
    @Test
    void codeGrowsWithTheNumberOfRulesAndNotFaster() {
        final int some = compile(MANY / 4).classBytes().length;
        final int many = compile(MANY).classBytes().length;
        assertTrue(many < 5 * some, MANY / 4 + " rules: " + some + " bytes, " + MANY + " rules: " + many);
    }

    @Test
    void everyRuleOfManyAcceptsItsPacketsAlone() {
        final FilterProgram filter = compile(MANY).load();
        for (int i = 0; i < MANY; i++) {
            assertEquals(true, accepts(filter, i, 5000 + i), "rule " + i);
            assertEquals(false, accepts(filter, i, 5001 + i), "rule " + i + " with the next rule's port");
        }
    }

    private static CompiledFilter compile(int rules) {
        final String expression = IntStream.range(0, rules).mapToObj(ManyRulesTest::rule).collect(Collectors.joining(" or "));
        return FilterCompiler.compile(expression, LinkType.EN10MB, FilterSettings.SAVEFILE);
    }

    private static String rule(int i) {
        return "(ip proto 17 and host 10.0." + i / 250 + "." + i % 250 + " and host 10.1.0." + i % 200 + " and port " + (1000 + i) + " and port " + (5000 + i) + ")";
    }

    private static boolean accepts(FilterProgram filter, int i, int destinationPort) {
        final String addresses = String.format("0a00%02x%02x0a0100%02x", i / 250, i % 250, i % 200);
        final byte[] packet = HexFormat.of().parseHex("ffffffffffff0200000000010800" + "4500001c0000400040110000" + addresses + String.format("%04x%04x00080000", 1000 + i, destinationPort));
        try (Region region = Region.allocate(packet.length, "a packet")) {
            Memory.segment(region.address(), packet.length).asByteBuffer().put(packet);
            return filter.test(region.address(), packet.length, packet.length);
        }
    }
}
