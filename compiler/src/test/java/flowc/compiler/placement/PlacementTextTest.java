package flowc.compiler.placement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import flowc.compiler.Compilation;
import flowc.compiler.Compiler;
import flowc.compiler.Modules;
import flowc.compiler.source.Source;
import flowc.compiler.testing.FlowFiles;
import flowc.compiler.testing.GoldenCases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class PlacementTextTest {
    private static Placement placement(Source source) {
        final Compilation compilation = Compiler.compile(source, new Modules());
        return compilation.placement().orElseThrow(() -> new AssertionError(compilation.diagnostics()));
    }

    /** What is explained for people, then for tools. */
    private static String explained(Source source) {
        final Placement placement = placement(source);
        return PlacementText.print("t", placement, 4) + "\n" + PlacementJson.write("t", placement, 4) + "\n";
    }

    @TestFactory
    List<DynamicTest> explainsEveryReason() {
        return GoldenCases.tests("placement", "txt", PlacementTextTest::explained);
    }

    @TestFactory
    List<DynamicTest> explainsTheShippedTrackers() throws IOException {
        try (Stream<Path> files = Files.walk(FlowFiles.module("examples"), 2)) {
            final List<Path> examples = files.filter(file -> file.toString().endsWith(".flow")).sorted().toList();
            assertTrue(examples.size() >= 5, "examples are found");
            return examples.stream().map(example -> DynamicTest.dynamicTest(example.getFileName().toString(), () -> shipped(example))).toList();
        }
    }

    private static void shipped(Path example) {
        try {
            final Path golden = GoldenCases.folder("placement").resolve(example.getFileName().toString().replace(".flow", ".example"));
            final String actual = explained(GoldenCases.read(example));
            if (Boolean.getBoolean("flowc.accept")) {
                Files.writeString(golden, actual);
            }
            assertEquals(Files.readString(golden), actual);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void oneWorkerAndMoreWorkersThanLanesAreExplainedToo() throws IOException {
        final Placement noop = placement(GoldenCases.read(FlowFiles.module("examples").resolve("noop/noop.flow")));
        assertTrue(PlacementText.print("noop", noop, 1).startsWith("noop, one worker; with several:\n"));
        assertTrue(PlacementText.print("noop", noop, 3).contains("with --workers 3 a worker owns 21 or 22."));
        assertTrue(PlacementText.print("noop", noop, 100).contains("with --workers 100 a worker owns 0 or 1."));
    }

    @Test
    void toolsGetOneJsonObject() throws IOException {
        final String json = PlacementJson.write("q\"", placement(GoldenCases.read(FlowFiles.module("examples").resolve("quic/quic.flow"))), 4);
        int depth = 0;
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                depth = Math.max(depth, parser.getParsingContext().getNestingDepth());
            }
        }
        assertEquals(5, depth);
    }
}
