package flowc.compiler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DiagnosticRendererTest {
    private final Diagnostics diagnostics = new Diagnostics();

    private static Span find(Source source, String part) {
        final int start = source.text().indexOf(part);
        return new Span(source, start, start + part.length());
    }

    private String render() {
        return new DiagnosticRenderer(false).render(diagnostics.all());
    }

    @Test
    void underlinesTheSpanAndAddsNotesAndHelp() {
        final Source source = new Source("a.flow", "header ip4 on eth {\n  ttl: u8\n}\nlet t = ip4.tll\n");
        diagnostics.error(Code.UNKNOWN_FIELD, find(source, "tll"), "header '%s' has no field '%s'", "ip4", "tll")
                .note(find(source, "ip4"), "'ip4' is declared here").hint("did you mean 'ttl'?");
        assertEquals("""
                error[F0202]: header 'ip4' has no field 'tll'
                  --> a.flow:4:13
                   |
                 4 | let t = ip4.tll
                   |             ^^^
                  ::: a.flow:1:8: 'ip4' is declared here
                   |
                 1 | header ip4 on eth {
                   |        ---
                   = help: did you mean 'ttl'?

                """, render());
    }

    @Test
    void showsWarningsWithoutHelp() {
        final Source source = new Source("a.flow", "let t = 1");
        diagnostics.warning(Code.UNUSED, find(source, "t"), "'let' is unused");
        assertEquals("""
                warning[F0701]: 'let' is unused
                  --> a.flow:1:3
                   |
                 1 | let t = 1
                   |   ^

                """, render());
    }

    @Test
    void keepsMarksUnderTabsAndWideText() {
        final Source source = new Source("a.flow", "\tlet\tx = \"日本🎉\" + foo\n");
        diagnostics.error(Code.UNKNOWN_NAME, find(source, "foo"), "unknown");
        diagnostics.error(Code.UNKNOWN_NAME, find(source, "\"日本🎉\""), "text");
        assertEquals("""
                error[F0201]: text
                  --> a.flow:1:10
                   |
                 1 |     let    x = "日本🎉" + foo
                   |                ^^^^^^^^

                error[F0201]: unknown
                  --> a.flow:1:19
                   |
                 1 |     let    x = "日本🎉" + foo
                   |                           ^^^

                """, render());
    }

    @Test
    void underlinesEveryLineOfAShortSpan() {
        final Source source = new Source("a.flow", "on packet {\n  a\n}\n");
        diagnostics.error(Code.SYNTAX, find(source, "{\n  a\n}"), "block");
        assertEquals("""
                error[F0101]: block
                  --> a.flow:1:11
                   |
                 1 | on packet {
                   |           ^
                 2 |   a
                   |   ^
                 3 | }
                   | ^

                """, render());
    }

    @Test
    void cutsTheMiddleOfALongSpan() {
        final Source source = new Source("a.flow", "{\n" + "  a\n".repeat(10) + "}");
        diagnostics.error(Code.SYNTAX, find(source, source.text()), "block");
        assertEquals("""
                error[F0101]: block
                   --> a.flow:1:1
                    |
                  1 | {
                    | ^
                    | ...
                 12 | }
                    | ^

                """, render());
    }

    @Test
    void marksOnePlaceForAnEmptySpanAtTheEnd() {
        final Source source = new Source("a.flow", "let a =");
        diagnostics.error(Code.SYNTAX, new Span(source, 7, 7), "end");
        assertTrue(render().endsWith(" 1 | let a =\n   |        ^\n\n"), render());
    }

    @Test
    void cutsLinesThatNoTerminalShows() {
        final Source source = new Source("a.flow", "a".repeat(100_000) + "X" + "b".repeat(100_000));
        diagnostics.error(Code.SYNTAX, find(source, "X"), "long");
        assertTrue(render().length() < 1_000, render());
        assertTrue(render().contains("aaaXbbb"), render());
    }

    @Test
    void colours() {
        final Source source = new Source("a.flow", "let a = 1");
        diagnostics.error(Code.SYNTAX, find(source, "a"), "bad").hint("good");
        final String text = new DiagnosticRenderer(true).render(diagnostics.all());
        assertTrue(text.contains("\u001b[1;31merror[F0101]\u001b[0m"), text);
        assertEquals(render(), text.replaceAll("\u001b\\[[0-9;]*m", ""));
    }

    @Test
    void letsNoTextSteerTheTerminal() {
        final Source source = new Source("a\u001b]0;x\u0007\u202e.flow", "let a = \u001b[2J\u009b2J \u202e\u2066");
        diagnostics.error(Code.SYNTAX, find(source, "a"), "name %s", "\u001b[2J").hint("%s", "\u0007");
        final String text = render();
        assertFalse(text.contains("\u001b"), text);
        assertFalse(text.contains("\u009b"), text);
        assertFalse(text.contains("\u0007"), text);
        assertFalse(text.contains("\u202e") || text.contains("\u2066"), text);
    }

    @Test
    void writesJson() {
        final Source source = new Source("a.flow", "let a = 1\nlet b = \"\\\"\"\n");
        final Diagnostic diagnostic = diagnostics.error(Code.SYNTAX, find(source, "b"), "bad \"b\"").note(find(source, "a"), "a");
        assertEquals("{\"severity\":\"error\",\"code\":\"F0101\",\"file\":\"a.flow\",\"line\":2,\"column\":5,\"endLine\":2,\"endColumn\":6,"
                + "\"message\":\"bad \\\"b\\\"\",\"notes\":[{\"file\":\"a.flow\",\"line\":1,\"column\":5,\"endLine\":1,\"endColumn\":6,\"message\":\"a\"}],"
                + "\"hint\":null}", DiagnosticJson.write(diagnostic));
        assertTrue(DiagnosticJson.write(diagnostic.hint("do")).endsWith("\"hint\":\"do\"}"));
    }

    @Test
    void showsTheFirstHundredOfEachSeverityAndSaysHowManyMoreThereAre() {
        final Source source = new Source("a.flow", "abc\n".repeat(200));
        for (int i = 199; i >= 0; i--) {
            diagnostics.warning(Code.UNUSED, new Span(source, i, i + 1), "warning");
        }
        for (int i = 0; i < 101; i++) {
            diagnostics.error(Code.SYNTAX, new Span(source, i, i + 1), "error");
        }
        final String text = render();
        assertEquals(100, text.split("error\\[F0101\\]: error\n", -1).length - 1);
        assertEquals(100, text.split("warning\\[F0701\\]: warning\n", -1).length - 1);
        assertTrue(text.contains("--> a.flow:1:1\n") && !text.contains("--> a.flow:50:1\n"), "the first in the file");
        assertTrue(text.endsWith("\n\nand 1 more error\nand 100 more warnings\n"), text.substring(text.length() - 100));
    }

    @Test
    void cutsWordsAndMessagesThatNobodyReadsToTheirEnd() {
        final Source source = new Source("a.flow", "a");
        diagnostics.error(Code.SYNTAX, find(source, "a"), "found '%s' and '%s'", "x".repeat(1_000_000), "y".repeat(255));
        assertTrue(render().startsWith("error[F0101]: found '" + "x".repeat(59) + "…" + "x".repeat(19) + "' and '" + "y".repeat(255) + "'\n"), render());
        diagnostics.error(Code.SYNTAX, find(source, "a"), "%s", "word ".repeat(200_000));
        assertTrue(render().length() < 2_000, render());
    }

    @Test
    void keepsWhatIsSaidOfAHugeTextOnce() {
        final Source source = new Source("a.flow", "a".repeat(200_000));
        for (int i = 0; i < 400_000; i++) {
            diagnostics.error(Code.SYNTAX, new Span(source, i / 2, i / 2), "bad");
        }
        assertEquals(200_000, diagnostics.all().size());
    }
}
