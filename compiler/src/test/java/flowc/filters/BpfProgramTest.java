package flowc.filters;

import static flowc.compiler.filter.predicate.Predicate.Comparison.EQUAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.bpf.BpfCompiler;
import flowc.compiler.filter.bpf.BpfInstruction;
import flowc.compiler.filter.bpf.BpfProgram;
import flowc.compiler.filter.meaning.FilterMeaning;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Value;
import flowc.compiler.filter.syntax.FilterParser;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Classic BPF programs: what they look like, and what they cannot be. */
final class BpfProgramTest {
    private static BpfProgram program(String expression) {
        return BpfCompiler.compile(FilterMeaning.of(FilterParser.parse(expression), LinkType.EN10MB, FilterSettings.SAVEFILE), 262144);
    }

    @Test
    void listsInstructionsAsTcpdumpDoes() {
        assertEquals(
                """
                (000) ldh      [12]
                (001) jeq      #0x800           jt 2\tjf 14
                (002) ldb      [23]
                (003) jeq      #0x6             jt 4\tjf 14
                (004) ldh      [20]
                (005) jset     #0x1fff          jt 14\tjf 6
                (006) ldb      [14]
                (007) and      #0xf
                (008) lsh      #2
                (009) add      #13
                (010) tax     \s
                (011) ldb      [x + 14]
                (012) jset     #0x2             jt 13\tjf 14
                (013) ret      #262144
                (014) ret      #0
                """,
                program("ip proto 6 and ip[6:2] & 0x1fff = 0 and ip[((ip[0] & 0xf) << 2) + 13] & 2 != 0").listing());
    }

    @Test
    void listsInitialisersAndNumbersAsTcpdumpDoes() {
        assertEquals(
                "{ 0x28, 0, 0, 0x0000000c },\n{ 0x15, 0, 1, 0x00000800 },\n{ 0x6, 0, 0, 0x00040000 },\n{ 0x6, 0, 0, 0x00000000 },\n",
                program("ip").initialisers());
        assertEquals("4\n40 0 0 12\n21 0 1 2048\n6 0 0 262144\n6 0 0 0\n", program("ip").numbers());
    }

    @Test
    void sharesTestsOfOneFieldAndLeavesOutWhatIsKnown() {
        assertTrue(program("tcp port 80").instructions().size() <= 21, () -> program("tcp port 80").listing());
        assertEquals(4, program("ip and ip and not arp").instructions().size());
    }

    @Test
    void jumpsFartherThanAByteCanSay() {
        Predicate many = new Predicate.Never();
        for (int i = 0; i < 400; i++) {
            many = new Predicate.Or(many, new Predicate.Test(EQUAL, new Value.Load(2, new Value.Constant(2 * i)), new Value.Constant(7)));
        }
        final List<BpfInstruction> program = BpfCompiler.compile(many, 1).instructions();
        final byte[] packet = new byte[800];
        for (final int at : new int[] {0, 1, 2, 127, 128, 129, 255, 256, 399}) {
            assertEquals(0, BpfInterpreter.run(program, packet, packet.length, packet.length));
            packet[2 * at + 1] = 7;
            assertEquals(1, BpfInterpreter.run(program, packet, packet.length, packet.length), "field " + at);
            packet[2 * at + 1] = 0;
        }
    }

    @Test
    void refusesLoopsAndProgramsThatAreTooLong() {
        assertTrue(assertThrows(FilterError.class, () -> program("ip6 protochain 6")).getMessage().contains("loop"));
        final StringBuilder hosts = new StringBuilder("ip src host 10.0.0.0");
        for (int i = 1; i < 5000; i++) {
            hosts.append(" or 10.0.").append(i / 256).append('.').append(i % 256);
        }
        final FilterError error = assertThrows(FilterError.class, () -> program(hosts.toString()));
        assertTrue(error.getMessage().contains("4096"), error.getMessage());
        assertTrue(error.render(hosts.toString()).contains("error: "));
    }
}
