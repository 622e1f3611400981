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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole trackers in the pages' {@code flow} blocks compile, beside the files of the same page that a line such as {@code `vrrp.flow`:} names. */
final class PageTrackersTest {
    private static final Pattern BLOCK = Pattern.compile("(?:`(\\w+\\.flow)`[^\n]*:\n\n)?```flow\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path scratch;

    @Test
    void everyTrackerOfThePagesCompiles() throws IOException {
        int trackers = 0;
        for (final String page : List.of("README.md", "docs/language.md", "docs/workers.md", "docs/how-to/add-a-protocol.md")) {
            final Path folder = Files.createDirectory(scratch.resolve(page.replace('/', '_')));
            for (final Path tracker : write(folder, Files.readString(Project.folder().resolve(page)))) {
                trackers++;
                final var outcome = CommandLine.run("check", tracker.toString());
                assertEquals(0, outcome.exitCode(), page + "\n" + outcome.err() + outcome.out());
            }
        }
        assertFalse(trackers < 3, "pages with trackers: " + trackers);
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
