package flowc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.Source;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.CodeAttribute;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is too long for one method is divided among several; what cannot be is told in the words of the tracker's text. */
final class CodeLimitsTest {
    private static final String COUNTING = "table flow key flow5 { n: u64 on packet { n += 1 }\n";

    private static List<Diagnostic> check(String text) {
        return Compiler.compile(new Source("limits.flow", "tracker limits\n" + text), new Modules()).diagnostics();
    }

    /** The line is that of the tracker, whose first is 1. */
    private static void assertTooLarge(String place, String message, String remedy, String text) {
        final Diagnostic error = check(text).stream().filter(d -> d.severity() == Diagnostic.Severity.ERROR).findFirst().orElseThrow();
        assertEquals(Code.METHOD_TOO_LARGE, error.code());
        assertEquals(place, error.span().line() + ":" + error.span().column());
        assertTrue(error.message().startsWith(message), error.message());
        assertEquals(remedy, error.hint());
    }

    private static String each(int count, String separator, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining(separator));
    }

    private static String alternatives(int count) {
        return each(count, " or ", i -> "(ip.ttl == " + i % 256 + " and pkt.len == " + i + ")");
    }

    @Test
    void inputBeyondWhatOneMethodHolds() {
        assertTooLarge("2:13", "this condition compiles to ", "shorten it, or ask parts of it in the tables' own 'where'",
                "input where " + alternatives(300) + "\n" + COUNTING + "}");
    }

    @Test
    void conditionOfATable() {
        assertTooLarge("2:28", "the 'where' of 'flow', with its key, compiles to ", "shorten the condition, or ask parts of it in the handlers' own 'where'",
                "table flow key flow5 where " + alternatives(300) + " { n: u64 on packet { n += 1 } }");
    }

    /** Each is twice the one before it: forty of them are more operations than any machine has room for. */
    @Test
    void functionsAndDefinitionsThatGrowAsTheyUseOneAnother() {
        final String message = "with the functions and definitions that it uses this is more than 8000 operations;";
        final String remedy = "compute once what is used more than once: in a 'let' of the function or handler, and a constant by writing its number";
        assertTooLarge("13:13", message, remedy, "const c0 = 1\n" + each(40, "\n", i -> "const c" + (i + 1) + " = c" + i + " + c" + i) + "\n" + COUNTING + "on packet { n += c40 } }");
        assertTooLarge("12:4", message, remedy, "fn f0(a: u64) -> u64 { return a }\n" + each(40, "\n", i -> "fn f" + (i + 1) + "(a: u64) -> u64 { return f" + i + "(a) + f" + i + "(a) }") + "\n"
                + COUNTING + "on packet { n += f40(1) } }");
    }

    @Test
    void textsThatAreLongerThanTheirCodeMayBe() {
        final String split = "split the handler: several 'on packet' handlers of a table run one after the other";
        assertTooLarge("3:1", "this handler is more than 8000 operations, those of functions and definitions that it uses among them;", split,
                COUNTING + "on packet { match n { " + each(2_700, " ", i -> 7 * i + " => { n = " + i + " }") + " } } }");
        assertTooLarge("3:1", "the 'each' of this block is more than 8000 operations,", "split the block: a table may have several 'every' blocks of the same time, each with its own variables",
                COUNTING + "every 1s {\ninit { var z = 0 as u64 } each { " + each(4_100, " ", i -> "z += n") + " } finish { print \"{z}\" } } }");
        assertTooLarge("2:13", "this condition is more than 8000 operations,", "shorten it, or ask parts of it in the tables' own 'where'", "input where " + alternatives(801) + "\n" + COUNTING + "}");
    }

    /** What is below that nests as deep in the compiler as its alternatives are many. */
    @Test
    void manyAlternativesNestDeep() {
        final String split = "split the handler: several 'on packet' handlers of a table run one after the other";
        assertTooLarge("3:1", "this handler compiles to ", split, COUNTING + "on packet { match n { " + each(1_200, " ", i -> 7 * i + " => { n = " + i + " }") + " } } }");
        assertTooLarge("3:1", "this handler compiles to ", split, COUNTING + "on packet { if n in {" + each(2_500, ", ", i -> String.valueOf(7 * i)) + "} { n = 1 } } }");
    }

    @Test
    void handlersThatRunWhenAFlowEnds() {
        assertTooLarge("3:1", "this handler compiles to ", "split the handler: several 'on expire' handlers of a table run one after the other, each with its own 'emit'",
                COUNTING + "on expire { emit k { " + each(400, ", ", i -> "k" + i + ": n + " + i) + " } } }");
        assertTooLarge("3:1", "this handler compiles to more than 65535 bytes;", "split the handler: several 'on expire' handlers of a table run one after the other, each with its own 'emit'",
                COUNTING + "on expire { emit k { " + each(2_500, ", ", i -> "k" + i + ": n + " + i) + " } } }");
    }

    @Test
    void blocksOfIntervals() {
        assertTooLarge("3:1", "the 'each' of this block compiles to ", "split the block: a table may have several 'every' blocks of the same time, each with its own variables",
                COUNTING + "every 1s { init { " + each(200, " ", i -> "var v" + i + " = 0 as u64") + " } each { " + each(200, " ", i -> "v" + i + " += n / (n + " + i + ") if n > " + i + " { v" + i + " ^= n }")
                        + " } finish { print \"{v0}\" } } }");
    }

    @Test
    void beginningsOfRows() {
        assertTooLarge("2:7", "what begins a row of 'flow' compiles to ", "give fewer fields a value to begin with: without one they begin with 0",
                "table flow key flow5 { " + each(900, "\n", i -> "_a" + i + ": u64 = " + (i + 1) * 1000) + " }");
    }

    @Test
    void headers() {
        assertTooLarge("2:8", "header 'big' compiles to ", "split the header: its later fields can be a header of their own, 'on big'",
                "header big on udp when dstPort == 9 { " + each(300, "\n", i -> "a" + i + ": u8\nif a" + i + " == 1 { b" + i + ": u16 }") + " }\n"
                        + "table flow key flow5 { n: u64 on packet where big { n += big.a299 } }");
    }

    @Test
    void allMethodsTogether() {
        assertTooLarge("1:9", "this tracker compiles to more than one class holds", "divide it into several trackers",
                "table flow key flow5 { n: u64\n" + each(200, "\n", i -> "on packet { " + each(200, " ", j -> "n ^= " + (5_000_000_000L + i * 200 + j)) + " }") + " }");
    }

    @Test
    void manyHandlersOfATableAreNotTooMany() {
        assertEquals(List.of(), check("table flow key flow5 { n: u64\n" + each(240, "\n", i -> "on packet where udp { n += " + i + " if udp.srcPort > " + i + " { n += 1 } }") + " }"));
        assertEquals(List.of(), check(COUNTING + each(500, "\n", i -> "on expire where n > " + i + " { emit k" + i + " { n } }") + " }"));
    }

    @Test
    void manyBlocksOfATableAreNotTooMany() {
        assertEquals(List.of(), check(COUNTING + each(500, "\n", i -> "every 1s { init { var z = 0 } each { z += n * " + i + " } finish { print \"{z}\" } }") + "}"));
        assertEquals(List.of(), check(COUNTING + each(500, "\n", i -> "c" + i + ": counter every 1s { each { emit r { d: c" + i + ".delta } } }") + "}"));
        assertEquals(List.of(), check(COUNTING + each(500, "\n", i -> "every 1s { init { var best = top(3) by n { n: u64, key } } each { best.add { n, key } } finish { print table(best) } }") + "}"));
    }

    @Test
    void methodsNearTheLimitAreDividedOrToldOf() {
        for (int tables = 52; tables <= 64; tables += 4) {
            final Compilation compilation = Compiler.compile(new Source("limits.flow", "tracker limits\n"
                    + each(tables, "\n", i -> "table f" + i + " key (a: ip.src, b: pkt.len + " + i + ") idle 2s limit 1k { n: u64 on packet { n += 1 } on expire { emit r" + i + " { key } } }")), new Modules());
            assertEquals(List.of(), compilation.diagnostics());
            final int longest = ClassFile.of().parse(compilation.tracker().orElseThrow().classBytes()).methods().stream()
                    .flatMap(method -> method.findAttribute(Attributes.code()).stream()).mapToInt(CodeAttribute::codeLength).max().orElseThrow();
            assertTrue(longest < 7_000, "longest method of " + tables + " tables: " + longest);
        }
    }

    @Test
    void sixtyFourTablesAreNotTooMany() {
        final String every = " every 1s { init { var z = 0 var best = top(3) by n { n: u64, key } } each { z += 1 best.add { n, key } } finish { print \"{z}\", table(best) } }";
        final String key = " key (s: ip.src, d: ip.dst, l: pkt.len, x: ip.ttl) + vlan.id + tcp.srcPort limit 1000";
        assertEquals(List.of(), check(each(64, "\n", i -> "table t" + i + " key flow5 limit 1000 { n: u64 on packet { n += 1 } }")));
        assertEquals(List.of(), check(each(64, "\n", i -> "table t" + i + key + " { n: u64 on packet { n += 1 } on expire { emit r { key, n } }" + every + " }")));
    }
}
