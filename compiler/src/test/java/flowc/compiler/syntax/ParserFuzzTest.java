package flowc.compiler.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.DiagnosticJson;
import flowc.compiler.source.DiagnosticRenderer;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Module;
import flowc.compiler.testing.FlowFiles;
import flowc.compiler.testing.GoldenCases;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Programs with a few tokens changed, and bytes at random: parsing never throws, and what has no errors prints and parses again. */
class ParserFuzzTest {
    private static final long SEED = Long.getLong("flowc.seed", 20_261_121L);
    private static final int MUTANTS = Integer.getInteger("flowc.mutants", 250);

    private static final List<List<String>> PROGRAMS = new ArrayList<>();
    private static final List<String> WORDS = new ArrayList<>();

    @BeforeAll
    static void readPrograms() {
        final List<Path> files = new ArrayList<>(FlowFiles.all());
        files.add(GoldenCases.folder("format").resolve("every-form.flow"));
        for (final Path file : files) {
            final List<String> pieces = pieces(GoldenCases.read(file));
            PROGRAMS.add(pieces);
            WORDS.addAll(pieces);
        }
    }

    /** Tokens, each with the white space in front of it. */
    private static List<String> pieces(Source source) {
        final List<String> pieces = new ArrayList<>();
        int end = 0;
        for (final Token token : TokenReader.read(source, new Reporter(new Diagnostics()))) {
            final int next = Math.max(end, token.getStopIndex() + 1);
            pieces.add(source.text().substring(end, next));
            end = next;
        }
        return pieces;
    }

    @Test
    void survivesChangedTokens() {
        final Random random = seeded();
        int right = 0;
        for (int i = 0; i < MUTANTS; i++) {
            final List<String> pieces = new ArrayList<>(PROGRAMS.get(random.nextInt(PROGRAMS.size())));
            for (int change = random.nextInt(4); change >= 0; change--) {
                mutate(pieces, random);
            }
            right += check(String.join("", pieces)) ? 1 : 0;
        }
        assertTrue(right > 0, "some changes leave a program right, and test the printer");
    }

    private static void mutate(List<String> pieces, Random random) {
        final int at = random.nextInt(pieces.size());
        switch (random.nextInt(6)) {
            case 0 -> pieces.set(at, "");
            case 1 -> pieces.add(at, pieces.get(at));
            case 2 -> pieces.set(at, pieces.set(random.nextInt(pieces.size()), pieces.get(at)));
            case 3 -> pieces.set(at, " " + WORDS.get(random.nextInt(WORDS.size())).strip());
            case 4 -> pieces.add(at, WORDS.get(random.nextInt(WORDS.size())));
            default -> pieces.subList(at, Math.min(pieces.size(), at + random.nextInt(20))).clear();
        }
        if (pieces.isEmpty()) {
            pieces.add("");
        }
    }

    @Test
    void survivesRandomWords() {
        final Random random = seeded();
        for (int i = 0; i < MUTANTS; i++) {
            final StringBuilder text = new StringBuilder();
            for (int word = random.nextInt(60); word >= 0; word--) {
                text.append(' ').append(WORDS.get(random.nextInt(WORDS.size())).strip());
            }
            check(text.toString());
        }
    }

    @Test
    void survivesRandomBytes() {
        final Random random = seeded();
        for (int i = 0; i < MUTANTS; i++) {
            final byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            check(new String(bytes, random.nextBoolean() ? StandardCharsets.UTF_8 : StandardCharsets.UTF_16));
        }
    }

    /** Whether the text is right. */
    private static boolean check(String text) {
        final Source source = new Source("fuzz.flow", text);
        final Diagnostics diagnostics = new Diagnostics();
        final String printed;
        try {
            printed = AstPrinter.print(FlowParser.parse(source, diagnostics));
            new DiagnosticRenderer(true).render(diagnostics.all());
            diagnostics.all().forEach(ParserFuzzTest::check);
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError("seed " + SEED + ", text:\n" + text, e);
        }
        if (!diagnostics.hasErrors()) {
            final Diagnostics again = new Diagnostics();
            final Module module = FlowParser.parse(new Source("printed.flow", printed), again);
            assertEquals("", new DiagnosticRenderer(false).render(again.all()), () -> "seed " + SEED + ", printed:\n" + printed + "\nof:\n" + text);
            assertEquals(printed, AstPrinter.print(module), () -> "seed " + SEED + ", text:\n" + text);
        }
        return !diagnostics.hasErrors();
    }

    private static void check(Diagnostic diagnostic) {
        final Span span = diagnostic.span();
        assertTrue(span.end() <= span.source().text().length(), () -> "outside of the text: " + diagnostic.message());
        assertTrue(DiagnosticJson.write(diagnostic).startsWith("{\"severity\":\"error\""));
    }

    private static Random seeded() {
        System.out.println("seed " + SEED);
        return new Random(SEED);
    }
}
