package flowc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import flowc.compiler.source.Source;
import flowc.compiler.source.UnreadableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModulesTest {
    @Test
    void aFileHasOneNameHoweverItsPathIsSpelled(@TempDir Path folder) throws IOException, UnreadableSource {
        final Path file = Files.writeString(Files.createDirectory(folder.resolve("net")).resolve("gtp.flow"), "const PORT = 2152\n");
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("net"));
        final Source tracker = new Source(folder.resolve("t.flow").toString(), "");
        final Modules modules = new Modules();
        final String name = modules.file(tracker, "net/gtp.flow").name();
        assertEquals(file.toString(), name);
        assertEquals(name, modules.file(tracker, "./link/../link/gtp.flow").name());
        assertEquals(name, modules.file(new Source(file.toString(), ""), "gtp.flow").name());
        assertEquals(name, modules.file(tracker, file.toAbsolutePath().toString()).name());
    }

    @Test
    void whatCannotBeReadSaysWhy(@TempDir Path folder) throws IOException {
        Files.write(folder.resolve("latin.flow"), new byte[] {'/', '/', ' ', (byte) 0xe4, '\n'});
        Files.write(folder.resolve("long.flow"), new byte[(4 << 20) + 1]);
        final Source tracker = new Source(folder.resolve("t.flow").toString(), "");
        assertEquals("does not exist", refusal(tracker, "missing.flow"));
        assertEquals("is a folder", refusal(tracker, "."));
        assertEquals("is no name of a file: Nul character not allowed", refusal(tracker, "\0"));
        assertEquals("is no regular file", refusal(tracker, "/dev/null"));
        assertEquals("is not UTF-8 text", refusal(tracker, "latin.flow"));
        assertEquals("is too large to be a tracker (over 4 MiB)", refusal(tracker, "long.flow"));
    }

    private static String refusal(Source importer, String path) {
        return assertThrows(UnreadableSource.class, () -> new Modules().file(importer, path)).getMessage();
    }
}
