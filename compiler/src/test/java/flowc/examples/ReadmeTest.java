package flowc.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the pages show is what comes out: every {@code console} block whose first line is {@code $ ./flowc …}. */
final class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("```console\n\\$ \\./flowc ([^\n]*)\n(.*?)```", Pattern.DOTALL);

    /** Stands for lines that are left out. */
    private static final String ELLIPSIS = "…\n";

    @TestFactory
    Stream<DynamicTest> everyCommandOfThePagesPrintsWhatTheyShow() throws IOException {
        final List<DynamicTest> tests = new ArrayList<>();
        for (final Path page : pages()) {
            final Matcher block = BLOCK.matcher(Files.readString(page));
            while (block.find()) {
                final String command = block.group(1);
                final String shown = block.group(2);
                tests.add(DynamicTest.dynamicTest(Project.folder().relativize(page) + ": flowc " + command, () -> prints(command, shown)));
            }
        }
        assertFalse(tests.isEmpty(), "the pages show no command");
        return tests.stream();
    }

    private static void prints(String command, String shown) {
        final var outcome = CommandLine.run(List.of(command.split(" +")));
        assertEquals(shown, abridged(outcome.out(), shown), outcome.err());
    }

    /** {@code out}, cut where {@code shown} has an ellipsis: before it the first lines are shown, after it the last. */
    private static String abridged(String out, String shown) {
        final int at = shown.indexOf(ELLIPSIS);
        if (at < 0) {
            return out;
        }
        final String tail = shown.substring(at + ELLIPSIS.length());
        final String head = out.substring(0, Math.min(at, out.length()));
        return head + ELLIPSIS + out.substring(Math.max(head.length(), out.length() - tail.length()));
    }

    private static List<Path> pages() throws IOException {
        final List<Path> pages = new ArrayList<>(List.of(Project.folder().resolve("README.md")));
        for (final String folder : List.of("docs", "examples")) {
            try (Stream<Path> files = Files.walk(Project.folder().resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
            }
        }
        return pages;
    }
}
