package flowc.compiler.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.DiagnosticRenderer;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.syntax.ast.Module;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HostileTextTest {
    private static final int MEGABYTE = 1 << 20;
    private static final int MANY = 1 << 15;

    /** Half of what the JVM gives a thread by default. */
    private static final int SMALL_STACK = 512 << 10;

    private record Repeated(String head, String part, String tail) {
        Repeated(String head, String part) {
            this(head, part, "");
        }

        String fill(int length) {
            return head + part.repeat(length / part.length()) + tail;
        }

        @Override
        public String toString() {
            return head + part.strip() + "…" + tail;
        }
    }

    @TestFactory
    Stream<DynamicTest> reportsNestingInsteadOfOverflowing() {
        return Stream.of(new Repeated("const a = ", "("), new Repeated("const a = ", "f("), new Repeated("const a = b", "["),
                new Repeated("table t key a ", "{"), new Repeated("fn f() { ", "if a { "), new Repeated("const a = ", "if b then "),
                new Repeated("const a = ", "if "), new Repeated("const a = ", "if b then c else "), 
                new Repeated("header a on b { ", "if c { "), new Repeated("fn f() { ", "loop {"), new Repeated("const a: ", "f(a) of "),
                new Repeated("key a = ", "unordered("))
                .map(text -> DynamicTest.dynamicTest(text.toString(), () -> assertTooDeep(text.fill(MANY))));
    }

    @Test
    void reportsAMegabyteOfOpenParentheses() {
        assertTooDeep("const a = " + "(".repeat(MEGABYTE));
    }

    @Test
    void reportsChainsWithinBrackets() {
        assertTooDeep("const a = " + "(".repeat(20) + "b" + (")" + "+b".repeat(50)).repeat(20));
        assertTooDeep("const a = " + "f(".repeat(20) + "b" + (")" + ".b".repeat(50)).repeat(20));
        assertTooDeep("fn f() " + ("{ if a { }" + " else if a { }".repeat(50) + " else ").repeat(20) + "{ }" + "}".repeat(20));
    }

    @Test
    void reportsTypesWithinTypes() {
        assertTooDeep("const a = " + "b as bytes<".repeat(300) + "1" + " >".repeat(300));
    }

    @Test
    void reportsTextsWithinTexts() {
        assertTooDeep("const a = " + "\"{".repeat(300) + "b" + "}\"".repeat(300));
    }

    @TestFactory
    Stream<DynamicTest> reportsEndlessChains() {
        return Stream.of(new Repeated("const a = b", ".b"), new Repeated("const a = b", "(c)"), new Repeated("const a = b", "+b"),
                new Repeated("const a = b", " as c"), new Repeated("const a = ", "not ", "b"), new Repeated("const a = ", "- ", "b"),
                new Repeated("const a = b", "[c]"), new Repeated("const a = b", "|b"), new Repeated("fn f() { if b { }", " else if b { }", " }"),
                new Repeated("fn f() { b", ".b()", " }"))
                .map(text -> DynamicTest.dynamicTest(text.toString(), () -> assertTooDeep(text.fill(MANY))));
    }

    @TestFactory
    Stream<DynamicTest> survivesMuchOfAnything() {
        return Stream.of("}", ")", "{}", "\"", "\"\n", "\\", "'", "/*", "//", "///\n", "\n", "a ", "a,", "a:", "if ", "1", "1.", "::", "a::", "0x", "\u0000",
                "\ud83c", "table ", "key ", "on new ", "tracker a ", "{\n", "a.", "$", "#\n", "\"{a}", "?", "let a = b\n", "emit a { b: c }\n", "fn f() { }\n",
                "b as bytes<", "(a: ", "by a", "last a", "if let a = ", "a.b ", "key (a, ")
                .flatMap(part -> Stream.of("", "table t key a {\n on new {\n").map(head -> new Repeated(head, part)))
                .map(text -> DynamicTest.dynamicTest("'" + text + "'", () -> parse(text.fill(MANY / 16))));
    }

    @Test
    void readsWhatNestsUpToTheLimitOnASmallStack() {
        final int depth = Brackets.MAX_DEPTH;
        final List<String> texts = List.of("const a = " + "(".repeat(depth) + "b" + ")".repeat(depth),
                "const a = " + "f(".repeat(depth) + ")".repeat(depth), "const a = b" + "[c".repeat(depth) + "]".repeat(depth),
                "fn f() " + "{ if a ".repeat(depth - 1) + "{ }" + " }".repeat(depth - 1),
                "const a = " + "b as bytes<".repeat(depth - 1) + "1" + " >".repeat(depth - 1));
        for (final String text : texts) {
            final Diagnostics diagnostics = new Diagnostics();
            final Module module = parseOnSmallStack(text, diagnostics);
            assertEquals(List.of(), diagnostics.all().stream().map(Diagnostic::code).toList());
            assertEquals(1, module.declarations().size());
        }
    }

    @Test
    void readsLongConditionsOfManyTests() {
        final String text = "const a = b" + " or c == 1 and d".repeat(3_000);
        final Diagnostics diagnostics = new Diagnostics();
        final Module module = parseOnSmallStack(text, diagnostics);
        assertEquals(List.of(), diagnostics.all());
        assertEquals(text + "\n", AstPrinter.print(module));
    }

    @Test
    void readsManyOfAKindQuickly() {
        final String text = "tracker t\n" + "struct s { a, b: u8 = 3 }\nfn f(a: u8) -> u8 { if a > 3 { return a } return 1 }\n".repeat(1_000);
        final Diagnostics diagnostics = new Diagnostics();
        assertEquals(2_001, FlowParser.parse(new Source("long.flow", text), diagnostics).declarations().size());
        assertEquals(List.of(), diagnostics.all());
    }

    @Test
    void refusesNamesThatAreLongerThanAClassFileMayHold() {
        final Diagnostics diagnostics = new Diagnostics();
        FlowParser.parse(new Source("long.flow", "const " + "a".repeat(255) + " = 1\nconst " + "b".repeat(256) + " = 2\nconst c = " + "d".repeat(70_000)), diagnostics);
        assertEquals(List.of("2:7 a name has at most 255 characters, this one has 256", "3:11 a name has at most 255 characters, this one has 70000"),
                diagnostics.all().stream().map(d -> d.span().line() + ":" + d.span().column() + " " + d.message()).toList());
    }

    private static void assertTooDeep(String text) {
        final Diagnostics diagnostics = new Diagnostics();
        parseOnSmallStack(text, diagnostics);
        assertTrue(diagnostics.all().stream().anyMatch(d -> d.code() == Code.NESTING_TOO_DEEP),
                () -> new DiagnosticRenderer(false).render(diagnostics.all()));
    }

    private static void parse(String text) {
        final Diagnostics diagnostics = new Diagnostics();
        parseOnSmallStack(text, diagnostics);
        assertFalse(new DiagnosticRenderer(true).render(diagnostics.all()).contains("\u0000"));
    }

    private static Module parseOnSmallStack(String text, Diagnostics diagnostics) {
        final AtomicReference<Module> module = new AtomicReference<>();
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        final Source source = new Source("hostile.flow", text);
        final Thread thread = new Thread(null, () -> module.set(FlowParser.parse(source, diagnostics)), "small stack", SMALL_STACK);
        thread.setUncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        assertNull(failure.get(), () -> "thrown: " + failure.get());
        return module.get();
    }

    @Test
    void saysThatThereAreMoreErrorsThanItTells() {
        final Diagnostics diagnostics = new Diagnostics();
        FlowParser.parse(new Source("many.flow", "table\n".repeat(1_000)), diagnostics);
        assertEquals(100, diagnostics.all().size());
        assertEquals("here and elsewhere are more errors than these 99, which are not told", diagnostics.all().getLast().message());
        final Diagnostics few = new Diagnostics();
        FlowParser.parse(new Source("few.flow", "\u0001\n".repeat(99)), few);
        assertEquals(99, few.all().stream().filter(d -> d.message().equals("unexpected character U+0001")).count());
    }
}
