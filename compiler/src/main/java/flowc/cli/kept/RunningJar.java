package flowc.cli.kept;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/** Which compiler this is. */
final class RunningJar {
    /** What a jar without a comment ends with, and where that says how long its directory is: APPNOTE.TXT of PKWARE, 4.3.16. */
    private static final int END_BYTES = 22;

    private static final int END_MAGIC = 0x0605_4b50;
    private static final int DIRECTORY_BYTES_OFFSET = 12;

    /** Of a directory: some hundred bytes for each of some thousand entries. */
    private static final int MOST_DIRECTORY_BYTES = 16 << 20;

    private RunningJar() {}

    /** That of the one jar that all classes are from, as in the distribution; nothing where they are from elsewhere. */
    static Optional<String> identity() {
        try {
            return Optional.of(identity(Path.of(System.getProperty("java.class.path", ""))));
        } catch (IOException | InvalidPathException _) {
            return Optional.empty();
        }
    }

    /**
     * What tells builds apart: the jar's size and time, its directory, which has the checksum of every class, and the machine's byte order, which is in the code. Time alone does not: copies and images
     * may have all the same, and builds that differ in a number have the same size.
     *
     * @throws IOException when {@code jar} is no jar, or one that our build does not make
     */
    static String identity(Path jar) throws IOException {
        final BasicFileAttributes attributes = Files.readAttributes(jar, BasicFileAttributes.class);
        if (!attributes.isRegularFile()) {
            throw new IOException("no jar: " + jar);
        }
        return attributes.size() + " " + attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS) + " " + directory(jar) + " " + ByteOrder.nativeOrder();
    }

    private static String directory(Path jar) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(jar.toFile(), "r")) {
            final long end = file.length() - END_BYTES;
            final ByteBuffer last = ByteBuffer.wrap(read(file, end, END_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
            final long bytes = Integer.toUnsignedLong(last.getInt(DIRECTORY_BYTES_OFFSET));
            if (last.getInt(0) != END_MAGIC || bytes > Math.min(end, MOST_DIRECTORY_BYTES)) {
                throw new IOException("no jar of ours: " + jar);
            }
            final CRC32 checksum = new CRC32();
            checksum.update(read(file, end - bytes, (int) bytes));
            return Long.toHexString(checksum.getValue());
        }
    }

    private static byte[] read(RandomAccessFile file, long offset, int count) throws IOException {
        final byte[] bytes = new byte[count];
        file.seek(offset);
        file.readFully(bytes);
        return bytes;
    }
}
