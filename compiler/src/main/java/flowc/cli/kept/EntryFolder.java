package flowc.cli.kept;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.CRC32;

/** The files of entries, one for each place of a tracker. A file's time is that of its last use; of more than {@link #MOST} the longest unused ones are removed. */
final class EntryFolder {
    static final int MOST = 64;

    /** What is longer is no entry; a tracker's text and those that it imports have 4 MiB at most each. */
    private static final long MOST_BYTES = 32L << 20;

    private final Path folder;

    EntryFolder(Path folder) {
        this.folder = folder;
    }

    /** Two trackers whose names come to the same file take it from each other; each entry says whose it is. */
    Path file(String tracker) {
        final CRC32 place = new CRC32();
        place.update((tracker + "\n" + Path.of(tracker).toAbsolutePath()).getBytes(StandardCharsets.UTF_8));
        return folder.resolve(HexFormat.of().toHexDigits((int) place.getValue()) + ".tracker");
    }

    /** What was written for the tracker at {@code tracker}, which counts as a use. */
    byte[] read(String tracker) throws IOException {
        final Path file = file(tracker);
        final BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (!attributes.isRegularFile() || attributes.size() > MOST_BYTES) {
            throw new IOException("no file of ours: " + file);
        }
        final byte[] bytes = Files.readAllBytes(file);
        touch(file);
        return bytes;
    }

    private static void touch(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.fromMillis(System.currentTimeMillis()));
        } catch (IOException _) {
            // Somebody else's folder, or the file was removed just now: then it is not known to be in use.
        }
    }

    /** Replaces what was there. Readers see the old entry or the new one, never a part. */
    void write(String tracker, byte[] bytes) throws IOException {
        if (bytes.length > MOST_BYTES) {
            return;
        }
        Files.createDirectories(folder);
        final Path file = file(tracker);
        // One that another process makes at the same nanosecond keeps us from writing; createTempFile takes 20 ms for a name that nobody can guess.
        final Path unfinished = file.resolveSibling(file.getFileName() + "." + System.nanoTime());
        try {
            Files.write(unfinished, bytes, StandardOpenOption.CREATE_NEW);
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        removeUnused();
    }

    private record Used(Path file, FileTime last) {}

    // Files that a process which was killed left unfinished count too, and go when their time comes.
    private void removeUnused() throws IOException {
        final List<Used> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            for (Path file : all) {
                final BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
                if (attributes.isRegularFile()) {
                    files.add(new Used(file, attributes.lastModifiedTime()));
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(Comparator.comparing(Used::last));
        for (int i = 0; i < files.size() - MOST; i++) {
            Files.deleteIfExists(files.get(i).file());
        }
    }
}
