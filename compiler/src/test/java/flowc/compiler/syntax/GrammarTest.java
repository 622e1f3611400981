package flowc.compiler.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.testing.FlowFiles;
import flowc.compiler.testing.GoldenCases;
import flowc.grammar.Flow;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.ListTokenSource;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.atn.ATNConfigSet;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.antlr.v4.runtime.dfa.DFA;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class GrammarTest {
    /** Collects what the grammar can read in two ways. */
    private static final class Picky extends BaseErrorListener {
        private final List<String> complaints = new ArrayList<>();

        @Override
        public void syntaxError(Recognizer<?, ?> parser, Object token, int line, int column, String message, RecognitionException error) {
            complaints.add(line + ":" + column + " " + message);
        }

        @Override
        public void reportAmbiguity(Parser parser, DFA decision, int start, int stop, boolean exact, BitSet alternatives, ATNConfigSet configurations) {
            complaints.add("rule %s takes '%s' in the ways %s".formatted(parser.getRuleNames()[decision.atnStartState.ruleIndex],
                    parser.getTokenStream().getText(parser.getTokenStream().get(start), parser.getTokenStream().get(stop)), alternatives));
        }
    }

    @TestFactory
    List<DynamicTest> readsEveryFileInOneWayOnly() {
        return FlowFiles.tests(file -> assertEquals(List.of(), complaints(GoldenCases.read(file))));
    }

    @Test
    void readsEveryFormInOneWayOnly() {
        assertEquals(List.of(), complaints(GoldenCases.read(GoldenCases.folder("format").resolve("every-form.flow"))));
    }

    @Test
    void noticesTwoWays() {
        // 'on new where' may name a table "where" or begin a condition: the brace decides.
        assertEquals(List.of(), complaints(text("table t key a { on new where { } on new where x { } on new of { } }")));
        // A dump's option, or a call of what is named like one: the option wins.
        assertFalse(complaints(text("table t key a { on packet { dump k last (x) } }")).isEmpty());
    }

    private static Source text(String text) {
        return new Source("test.flow", text);
    }

    private static List<String> complaints(Source source) {
        final List<CommonToken> tokens = TokenReader.read(source, new Reporter(new Diagnostics()));
        final Flow parser = new Flow(new CommonTokenStream(new ListTokenSource(tokens)));
        final Picky picky = new Picky();
        parser.removeErrorListeners();
        parser.addErrorListener(picky);
        parser.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
        parser.file();
        return picky.complaints;
    }
}
