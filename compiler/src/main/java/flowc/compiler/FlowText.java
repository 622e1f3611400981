package flowc.compiler;

import flowc.compiler.source.Source;
import flowc.compiler.source.UnreadableSource;
import flowc.compiler.source.UnreadableSource.Why;
import flowc.launch.IoReason;
import flowc.launch.WholeFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Reads {@code .flow} files: trackers and what they import. Any thread. */
public final class FlowText {
    private FlowText() {}

    /** @throws UnreadableSource when no file can be called so */
    public static Path path(String name) throws UnreadableSource {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UnreadableSource(Why.NAME, "is no name of a file: " + e.getReason());
        }
    }

    /** The text of {@code path}, a pipe perhaps, under the name that diagnostics show. */
    public static Source read(Path path, String name) throws UnreadableSource {
        require(Files.exists(path), Why.MISSING, "does not exist");
        require(!Files.isDirectory(path), Why.KIND, "is a folder");
        require(Files.isReadable(path), Why.PERMISSION, "may not be read: no permission");
        try {
            final byte[] bytes = WholeFile.bytes(path).orElseThrow(() -> new UnreadableSource(Why.SIZE, "is too large to be a tracker (over 4 MiB)"));
            return new Source(name, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            throw new UnreadableSource(Why.TEXT, "is not UTF-8 text");
        } catch (IOException e) {
            throw new UnreadableSource(Why.READING, "cannot be read: " + IoReason.of(e));
        }
    }

    private static void require(boolean holds, Why why, String otherwise) throws UnreadableSource {
        if (!holds) {
            throw new UnreadableSource(why, otherwise);
        }
    }
}
