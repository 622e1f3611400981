package flowc.compiler.syntax;

import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.source.DiagnosticRenderer;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.testing.GoldenCases;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SyntaxDiagnosticsTest {
    @TestFactory
    List<DynamicTest> saysWhatIsWrongAndWhatToDo() {
        return GoldenCases.tests("syntax", "diag", SyntaxDiagnosticsTest::diagnose);
    }

    private static String diagnose(Source source) {
        final Diagnostics diagnostics = new Diagnostics();
        FlowParser.parse(source, diagnostics);
        assertTrue(diagnostics.hasErrors(), "a case of this family is wrong Flow");
        return new DiagnosticRenderer(false).render(diagnostics.all());
    }
}
