package flowc.dist;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreshnessTest {
    private static final FileTime BEFORE = FileTime.fromMillis(1_000_000);
    private static final FileTime BUILT = FileTime.fromMillis(2_000_000);
    private static final FileTime AFTER = FileTime.fromMillis(3_000_000);

    @TempDir
    private Path folder;
    private Path stamp;
    private Path source;
    private Path built;

    @BeforeEach
    void makeTree() throws IOException {
        stamp = Files.createFile(folder.resolve("stamp"));
        source = Files.createFile(Files.createDirectories(folder.resolve("src/a")).resolve("A.java"));
        built = Files.createFile(Files.createDirectories(folder.resolve("src/target")).resolve("A.class"));
        Files.setLastModifiedTime(stamp, BUILT);
        Files.setLastModifiedTime(built, AFTER);
        for (Path old : List.of(source, source.getParent(), folder.resolve("src"))) {
            Files.setLastModifiedTime(old, BEFORE);
        }
    }

    private boolean isFresh() throws IOException {
        return Freshness.allOlderThan(stamp, List.of(folder.resolve("src"), folder.resolve("missing")));
    }

    @Test
    void isFreshWhenNothingIsNewerOutsideOfTarget() throws IOException {
        assertTrue(isFresh());
    }

    @Test
    void changedFileIsSeen() throws IOException {
        Files.setLastModifiedTime(source, AFTER);
        assertFalse(isFresh());
    }

    @Test
    void lostFileIsSeenByItsFolder() throws IOException {
        Files.setLastModifiedTime(source.getParent(), AFTER);
        assertFalse(isFresh());
    }

    @Test
    void withoutStampNothingIsFresh() throws IOException {
        Files.delete(stamp);
        assertFalse(isFresh());
    }
}
