package flowc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulesTest {
    @Test
    void aFileHasOneNameHoweverItsPathIsSpelled(@TempDir Path folder) throws IOException {
        final Path file = Files.writeString(Files.createDirectory(folder.resolve("net")).resolve("gtp.flow"), "const PORT = 2152\n");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("net"));
        final Source tracker = new Source(folder.resolve("t.flow").toString(), "");
        final Modules modules = new Modules();
        final String name = modules.file(tracker, "net/gtp.flow").orElseThrow().name();
        assertEquals(file.toString(), name);
        assertEquals(name, modules.file(tracker, "./link/../link/gtp.flow").orElseThrow().name());
        assertEquals(name, modules.file(new Source(file.toString(), ""), "gtp.flow").orElseThrow().name());
        assertEquals(name, modules.file(tracker, file.toAbsolutePath().toString()).orElseThrow().name());
    }

    @Test
    void whatIsNoFileIsNoModule(@TempDir Path folder) {
        final Source tracker = new Source(folder.resolve("t.flow").toString(), "");
        assertTrue(new Modules().file(tracker, "missing.flow").isEmpty());
        assertTrue(new Modules().file(tracker, ".").isEmpty());
        assertTrue(new Modules().file(tracker, "\0").isEmpty());
    }
}
