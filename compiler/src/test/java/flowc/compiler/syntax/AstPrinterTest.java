package flowc.compiler.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.source.DiagnosticRenderer;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.syntax.ast.Module;
import flowc.compiler.testing.FlowFiles;
import flowc.compiler.testing.GoldenCases;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AstPrinterTest {
    @TestFactory
    List<DynamicTest> printsPlainFlow() {
        return GoldenCases.tests("format", "ast", AstPrinterTest::printTwice);
    }

    @TestFactory
    List<DynamicTest> printsWhatParsesToTheSameAgain() {
        return FlowFiles.tests(file -> printTwice(GoldenCases.read(file)));
    }

    @Test
    void printsNothingForAnEmptyFile() {
        assertEquals("", printTwice(new Source("empty.flow", "  // nothing\n")));
    }

    static String printTwice(Source source) {
        final String printed = AstPrinter.print(parse(source));
        assertEquals(printed, AstPrinter.print(parse(new Source("printed.flow", printed))), "what is printed parses to the same tree");
        return printed;
    }

    private static Module parse(Source source) {
        final Diagnostics diagnostics = new Diagnostics();
        final Module module = FlowParser.parse(source, diagnostics);
        assertEquals("", new DiagnosticRenderer(false).render(diagnostics.all()));
        return module;
    }
}
