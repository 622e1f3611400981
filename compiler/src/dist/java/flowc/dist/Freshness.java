package flowc.dist;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;

/** Whether sources are older than what was built of them, by their times; the same rule as the launcher's {@code find -newer}. */
final class Freshness {
    private Freshness() { }

    /** Folders count too: one that lost a file is newer. What is under a folder named target was built and does not count. */
    static boolean allOlderThan(Path stamp, List<Path> sources) throws IOException {
        if (!Files.exists(stamp)) {
            return false;
        }
        final FileTime time = Files.getLastModifiedTime(stamp);
        for (Path source : sources) {
            if (Files.exists(source) && hasNewer(source, time)) {
                return false;
            }
        }
        return true;
    }

    private static boolean hasNewer(Path source, FileTime time) throws IOException {
        final boolean[] found = {false};
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return folder.endsWith("target") ? FileVisitResult.SKIP_SUBTREE : look(attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                return look(attributes);
            }

            private FileVisitResult look(BasicFileAttributes attributes) {
                found[0] = attributes.lastModifiedTime().compareTo(time) > 0;
                return found[0] ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
            }
        });
        return found[0];
    }
}
