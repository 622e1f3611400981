package flowc.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
        final List<Path> pages = Project.pages().stream().filter(ReadmeTest::showsACommand).toList();
        assertFalse(pages.isEmpty(), "no page shows a command");
        return pages.stream().map(page -> DynamicTest.dynamicTest(Project.folder().relativize(page).toString(), () -> showsWhatComesOut(page)));
    }

    private static void showsWhatComesOut(Path page) throws IOException {
        final String text = Files.readString(page);
        final String made = BLOCK.matcher(text).replaceAll(block -> Matcher.quoteReplacement(
                "```console\n$ ./flowc " + block.group(1) + "\n" + shown(block.group(1), block.group(2)) + "```"));
        assertEquals(Project.expected(page, made), made);
    }

    private static String shown(String command, String before) {
        final var outcome = CommandLine.run(words(command));
        assertEquals(0, outcome.exitCode(), () -> command + "\n" + outcome.err());
        return abridged(outcome.out(), before);
    }

    /** {@code out}, with as many lines before and after the ellipsis as {@code before} has; all of it without one. */
    private static String abridged(String out, String before) {
        final int at = before.indexOf(ELLIPSIS);
        if (at < 0) {
            return out;
        }
        final List<String> lines = out.lines().toList();
        final int head = (int) before.substring(0, at).lines().count();
        final int tail = (int) before.substring(at + ELLIPSIS.length()).lines().count();
        if (head + tail >= lines.size()) {
            return out;
        }
        return text(lines.subList(0, head)) + ELLIPSIS + text(lines.subList(lines.size() - tail, lines.size()));
    }

    private static String text(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static boolean showsACommand(Path page) {
        try {
            return BLOCK.matcher(Files.readString(page)).find();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A command's words as a shell takes them: what stands in single quotes is one. */
    private static List<String> words(String command) {
        return Pattern.compile("'([^']*)'|[^ ']+").matcher(command).results().map(word -> word.group(1) == null ? word.group() : word.group(1)).toList();
    }
}
