package flowc.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole trackers in the pages' {@code flow} blocks compile, beside the files of the same page that a line such as {@code `vrrp.flow`:} names. */
final class PageTrackersTest {
    private static final Pattern BLOCK = Pattern.compile("(?:`(\\w+\\.flow)`[^\n]*:\n\n)?```flow\n(.*?)```", Pattern.DOTALL);

    /** A run of such a tracker, and what it prints. */
    private static final Pattern RUN = Pattern.compile("```console\n\\$ flowc run (\\w+\\.flow) ([^\n]*)\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path scratch;

    @Test
    void everyTrackerOfThePagesCompiles() throws IOException {
        int trackers = 0;
        for (final Path page : Project.pages()) {
            for (final Path tracker : write(folder(page), Files.readString(page))) {
                trackers++;
                final var outcome = CommandLine.run("check", tracker.toString());
                assertEquals(0, outcome.exitCode(), page + "\n" + outcome.err() + outcome.out());
            }
        }
        assertFalse(trackers < 3, "pages with trackers: " + trackers);
    }

    @Test
    void theirRunsPrintWhatThePagesShow() throws IOException {
        int runs = 0;
        for (final Path page : Project.pages()) {
            final String text = Files.readString(page);
            final List<MatchResult> shown = RUN.matcher(text).results().toList();
            if (!shown.isEmpty()) {
                runs += shown.size();
                final Path folder = folder(page);
                write(folder, text);
                final String made = RUN.matcher(text).replaceAll(run -> Matcher.quoteReplacement("```console\n$ flowc run " + run.group(1) + " " + run.group(2) + "\n" + output(folder, run) + "```"));
                assertEquals(Project.expected(page, made), made);
            }
        }
        assertFalse(runs == 0, "no page runs its trackers");
    }

    private static String output(Path folder, MatchResult run) {
        final List<String> words = new ArrayList<>(List.of("run", folder.resolve(run.group(1)).toString()));
        words.addAll(List.of(run.group(2).split(" ")));
        final var outcome = CommandLine.run(words);
        assertEquals(0, outcome.exitCode(), outcome.err());
        return outcome.out();
    }

    private Path folder(Path page) throws IOException {
        return Files.createDirectory(scratch.resolve(Project.folder().relativize(page).toString().replace('/', '_')));
    }

    /** Writes every named or whole block; gives the trackers. */
    private static List<Path> write(Path folder, String page) throws IOException {
        final List<Path> trackers = new ArrayList<>();
        final Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            final boolean isTracker = block.group(2).startsWith("tracker ");
            if (isTracker || block.group(1) != null) {
                final Path file = folder.resolve(block.group(1) == null ? "tracker" + trackers.size() + ".flow" : block.group(1));
                Files.writeString(file, block.group(2));
                if (isTracker) {
                    trackers.add(file);
                }
            }
        }
        return trackers;
    }
}
