package flowc.compiler.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.source.DiagnosticRenderer;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Declaration.Field;
import flowc.compiler.syntax.ast.Declaration.KeyPart;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.TemplatePart;
import flowc.compiler.syntax.ast.Module;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.syntax.ast.TypeName;
import flowc.grammar.FlowLexer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the golden files do not show: places, docs, and what of a wrong file is left. */
class FlowParserTest {
    private static Module parse(String text) {
        final Diagnostics diagnostics = new Diagnostics();
        final Module module = FlowParser.parse(new Source("test.flow", text), diagnostics);
        assertEquals("", new DiagnosticRenderer(false).render(diagnostics.all()));
        return module;
    }

    private static <T extends Declaration> T only(Class<T> type, String text) {
        return assertInstanceOf(type, parse(text).declarations().getFirst());
    }

    private static List<Statement> statements(String text) {
        return only(Declaration.Function.class, "fn f() {\n" + text + "\n}").body().statements();
    }

    @Test
    void knowsWhereEverythingInATemplateStands() {
        final Expression value = only(Declaration.Const.class, "const a = \"ü🎉\\n{ x.y :.2}}{z}\"").value();
        final List<TemplatePart> parts = assertInstanceOf(Expression.Template.class, value).parts();
        assertEquals("\"ü🎉\\n{ x.y :.2}}{z}\"", value.span().text());
        assertEquals(List.of("ü🎉\\n", "{ x.y :.2}", "}", "{z}"), parts.stream().map(part -> part.span().text()).toList());
        assertEquals("ü🎉\n", assertInstanceOf(TemplatePart.Text.class, parts.get(0)).text());
        final TemplatePart.Hole hole = assertInstanceOf(TemplatePart.Hole.class, parts.get(1));
        assertEquals("x.y", hole.value().span().text());
        assertEquals(".2", hole.format());
        assertEquals("y", assertInstanceOf(Expression.Member.class, hole.value()).nameSpan().text());
    }

    @Test
    void spansCoverWholeConstructs() {
        final String text = "if a { b() } else if c { d() } else { e() }";
        final Statement.If statement = assertInstanceOf(Statement.If.class, statements(text).getFirst());
        assertEquals(text, statement.span().text());
        assertEquals("if c { d() } else { e() }", statement.otherwise().span().text());
        final Expression sum = only(Declaration.Const.class, "const a = -b.c * (d + 1) as u8").value();
        assertEquals("-b.c * (d + 1) as u8", sum.span().text());
        assertEquals("*", assertInstanceOf(Expression.Binary.class, sum).operatorSpan().text());
    }

    @Test
    void spansHoldTheParenthesesOfTheirOperands() {
        for (final String text : List.of("(a) + (b)", "(a) - b - (c)", "(a) or (b)", "(a) == (b)", "(a) in {(b)}", "(a)..(b)", "(a) ?? (b)", "-(a)", "not (a) == (b)",
                "(a) as u8 as u16", "(a).b", "(a).b.c[0]", "((a))[(b)]", "if (a) then (b) else (c)", "(a)" + " or (a)".repeat(99))) {
            assertEquals(text, only(Declaration.Const.class, "const x = " + text).value().span().text());
        }
        final Expression outer = only(Declaration.Const.class, "const x = ((a) - ~(b)) * c").value();
        final Expression inner = assertInstanceOf(Expression.Binary.class, outer).left();
        assertEquals("(a) - ~(b)", inner.span().text(), "its own parentheses are not of it");
        assertEquals("~(b)", assertInstanceOf(Expression.Binary.class, inner).right().span().text());
    }

    @Test
    void placesBeginWithTheirParenthesis() {
        final Statement.Assign assign = assertInstanceOf(Statement.Assign.class, statements("(a ?? b).c = (d) + 1").getFirst());
        assertEquals("(a ?? b).c", assign.target().span().text());
    }

    @Test
    void docsBelongToWhatFollows() {
        final Declaration.Struct struct = only(Declaration.Struct.class, """
                // no doc
                /// One.
                ///   Two
                struct s {
                  /// First.
                  a, b: u8 // none
                  c: u8
                  /// Last.
                  d: u8
                }
                """);
        assertEquals("One.\nTwo", struct.doc());
        assertEquals(List.of("First.", "First.", "", "Last."), struct.fields().stream().map(Field::doc).toList());
    }

    @Test
    void anAggregateFieldHasATypeAndAValue() {
        final Declaration.Table table = only(Declaration.Table.class, "table t key a { best, worst: top(10) by n { n: u64, key }, plain: top(3) }");
        final Field best = table.fields().getFirst();
        assertEquals("top", assertInstanceOf(TypeName.Applied.class, best.type()).name());
        assertEquals(2, assertInstanceOf(Expression.Aggregate.class, best.value()).columns().size());
        assertNull(table.fields().get(2).value());
    }

    @Test
    void keyPartsKnowWhetherTheyMayBeAbsent() {
        final Declaration.Key key = only(Declaration.Key.class, "key k = (a: b, v: vlan.id?, w: bytes<4>) + eth.src");
        final List<KeyPart> parts = key.key().parts();
        assertTrue(assertInstanceOf(KeyPart.Single.class, parts.get(1)).optional());
        assertInstanceOf(KeyPart.Typed.class, parts.get(2));
        assertTrue(assertInstanceOf(KeyPart.Single.class, parts.get(3)).added());
        assertTrue(!assertInstanceOf(KeyPart.Single.class, parts.get(0)).optional());
    }

    @Test
    void aLineEndsWhatACallAnIndexOrAReturnCouldGoOnWith() {
        assertEquals(2, statements("a = b\n(c).d = 1").size());
        assertEquals(1, statements("a = b\n + c").size());
        final List<Statement> returns = statements("if a { return }\nreturn\nb = 1");
        assertNull(assertInstanceOf(Statement.Return.class, returns.get(1)).value());
        assertEquals(3, returns.size());
    }

    @Test
    void keepsWhatIsRightOfAWrongFile() {
        final Diagnostics diagnostics = new Diagnostics();
        final Module module = FlowParser.parse(new Source("test.flow", """
                tracker t
                param = 3
                table a key flow5 idle {
                  x: u8, y u8
                  z: u8
                  on packet { let q = ; x = 1
                    if x + { z = 2 }
                    z = 3 }
                }
                struct s { b: u8 }
                """), diagnostics);
        assertEquals(5, diagnostics.all().size(), () -> new DiagnosticRenderer(false).render(diagnostics.all()));
        assertEquals("""
                tracker t

                table a key flow5 {
                  x: u8
                  z: u8
                  on packet {
                    x = 1
                    z = 3
                  }
                }

                struct s {
                  b: u8
                }
                """, AstPrinter.print(module));
    }

    @Test
    void readsEveryWordThatIsNotReservedAsAName() {
        for (int type = FlowLexer.TRACKER; type <= FlowLexer.NAME; type++) {
            final String literal = FlowLexer.VOCABULARY.getLiteralName(type);
            final String word = literal == null ? "free" : literal.substring(1, literal.length() - 1);
            assertEquals(AstPrinterTest.printTwice(new Source("x.flow", program("someName"))).replace("someName", word),
                    AstPrinterTest.printTwice(new Source("x.flow", program(word))));
        }
    }

    private static String program(String name) {
        return """
                tracker WORD
                const WORD: WORD = WORD + WORD
                let WORD = WORD(WORD, WORD.WORD)
                header WORD on WORD when WORD, WORD { WORD, WORD: u8 let WORD = WORD where WORD ends at WORD }
                struct WORD { a, WORD: u8, WORD, b: WORD(WORD) of WORD = WORD }
                enum WORD { WORD, WORD = WORD }
                key WORD = WORD, WORD.WORD + WORD
                fn WORD(WORD: u8) { return WORD }
                table WORD key WORD where WORD idle WORD step WORD evict smallest by WORD {
                  WORD, a: u8
                  on new WORD where WORD { }
                  on packet {
                    let WORD = WORD
                    var WORD: WORD = WORD
                    WORD = WORD
                    WORD.WORD += WORD
                    WORD(WORD)
                    WORD[WORD] = { WORD, WORD: WORD }
                    for WORD in WORD { }
                    if let WORD = WORD where WORD { }
                    emit WORD { WORD }
                    dump filter "{WORD}" last WORD for WORD limit WORD
                    return WORD
                  }
                  every WORD { }
                }
                """.replace("WORD", name);
    }
}
