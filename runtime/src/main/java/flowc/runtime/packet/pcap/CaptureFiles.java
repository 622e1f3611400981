package flowc.runtime.packet.pcap;

import flowc.runtime.file.TemporaryFile;
import flowc.runtime.memory.FilePages;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;

/**
 * Capture files, one after the other as one stream of packets. Each is recognised by its content: pcap, pcapng, or one of them in gzip. Packets are
 * handed out where they lie in the mapped file, so a burst ends with its file; what is packed, or comes through a pipe, is taken in by a thread of its
 * own while its first packets are handled already, and is given back as bursts are released. Where packets are retained, a file that was read to its
 * end stays mapped until its last burst is released. A file that cannot be read to its end gives a {@link Damage}, whose offset counts unpacked bytes,
 * and reading goes on with the next.
 *
 * <p>No byte outside of a file is read. When another process cuts a file while it is read, framing stops there, but who reads a packet that is
 * gone meets an {@link InternalError}.
 */
public final class CaptureFiles implements PacketSource {
    /** Names the standard input among the files. */
    public static final Path STANDARD_INPUT = Path.of("-");

    /** What a damage calls it. */
    public static final String STANDARD_INPUT_NAME = "standard input";

    private static final String MAPPED = "reading of mapped captures";
    private static final String STREAMED = "reading of packed captures or pipes";

    /** How much of a capture is released at a time. */
    private static final long MARK_BYTES = 4L << 20;

    private final List<Path> files;
    private final InputStream standardInput;
    private final long bytesTotal;
    private final Interfaces interfaces = new Interfaces();
    private final List<Damage> damages = new CopyOnWriteArrayList<>();
    private int nextFile;
    /** By number of the file: what it had when it was opened, or was given up. */
    private final long[] openedSizes;
    private volatile boolean opensNoMore;
    private Capture current;
    /** Whether files that were read to their end wait for the release of their last burst. */
    private boolean retains;
    /** Bursts handed out. */
    private long bursts;
    private final Deque<Mark> marks = new ArrayDeque<>();
    private long markedOffset;
    private long finishedBytes;
    private volatile long bytesRead;

    /** What becomes free when the first {@code bursts} are released: the capture's bytes before an offset, or all of it. */
    private record Mark(Capture capture, long offset, long bursts) {
        static final long ALL = Long.MAX_VALUE;

        void free() {
            if (offset == ALL) {
                capture.close();
            } else {
                capture.release(offset);
            }
        }
    }

    private CaptureFiles(List<Path> files, InputStream standardInput, long bytesTotal) {
        this.files = List.copyOf(files);
        this.standardInput = standardInput;
        this.bytesTotal = bytesTotal;
        this.openedSizes = new long[files.size()];
    }

    /**
     * Checks that all {@code files} can be read, and reads none of them yet. {@code -} is the standard input.
     *
     * @throws UnreadableCapture naming the first that is missing, a directory, or may not be read
     */
    public static CaptureFiles open(List<Path> files) throws UnreadableCapture {
        return open(files, System.in);
    }

    static CaptureFiles open(List<Path> files, InputStream standardInput) throws UnreadableCapture {
        if (files.indexOf(STANDARD_INPUT) != files.lastIndexOf(STANDARD_INPUT)) {
            throw new UnreadableCapture(STANDARD_INPUT, "the standard input can be read only once");
        }
        boolean sizesAreKnown = true;
        long total = 0;
        for (final Path file : files) {
            if (file.equals(STANDARD_INPUT)) {
                sizesAreKnown = false;
                continue;
            }
            requireReadable(file);
            sizesAreKnown &= Files.isRegularFile(file);
            total += size(file);
        }
        return new CaptureFiles(files, standardInput, sizesAreKnown ? total : 0);
    }

    static void requireReadable(Path file) throws UnreadableCapture {
        if (Files.notExists(file)) {
            throw new UnreadableCapture(file, "does not exist");
        }
        if (Files.isDirectory(file)) {
            throw new UnreadableCapture(file, "is a directory, not a capture file");
        }
        if (!Files.isReadable(file)) {
            throw new UnreadableCapture(file, "may not be read: no permission");
        }
    }

    /** 0 for pipes and for what is gone by now, which is found when its turn comes. */
    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public boolean fill(PacketBurst burst) {
        burst.clear();
        while (current != null || openNext()) {
            if (!retains) {
                current.release(current.offset());
            }
            current.fill(burst);
            if (burst.count() > 0 || current.waits()) {
                bytesRead = finishedBytes + current.bytesRead(currentSize());
                bursts++;
                mark();
                return true;
            }
            finish();
        }
        return false;
    }

    /** Makes the next file that can be opened the current one; false when there is none. */
    private boolean openNext() {
        while (current == null && nextFile < files.size() && !opensNoMore) {
            final Path file = files.get(nextFile);
            openedSizes[nextFile++] = size(file);
            try {
                current = CaptureFile.open(file, standardInput, interfaces);
                current.passOthers();
            } catch (IOException e) {
                giveUp(file, openingFault(e));
            } catch (InternalError e) {
                // As in CaptureFile.fill: the mapping has no page any more where the file header was.
                giveUp(file, Damage.SHRANK);
            }
        }
        return current != null;
    }

    /** What the file that was opened last had then, or 0 where nobody knows. */
    private long currentSize() {
        return openedSizes[nextFile - 1];
    }

    /** Makes the file that is read now the last one, and the first of all none. Any thread. */
    public void openNoMore() {
        opensNoMore = true;
    }

    /** Whether every file was read as far as it can be. Right where no {@link #fill} runs, until this is closed. */
    public boolean isAtEnd() {
        return current == null && nextFile == files.size();
    }

    private void giveUp(Path file, String reason) {
        damages.add(new Damage(name(file), 0, reason));
        finishedBytes += currentSize();
        bytesRead = finishedBytes;
    }

    static String openingFault(IOException e) {
        return switch (e) {
            case TemporaryFile.Unavailable none -> "needs a temporary copy, and " + none.getMessage();
            case NoSuchFileException _ -> "does not exist any more";
            case AccessDeniedException _ -> "may not be read any more: no permission";
            default -> "cannot be opened: " + e.getMessage();
        };
    }

    @Override
    public void retain() {
        retains = true;
    }

    @Override
    public void release(long count) {
        while (!marks.isEmpty() && marks.getFirst().bursts() <= count) {
            marks.removeFirst().free();
        }
    }

    /** Remembers from time to time how far a burst came. */
    private void mark() {
        if (retains && current.offset() - markedOffset >= MARK_BYTES) {
            markedOffset = current.offset();
            marks.add(new Mark(current, markedOffset, bursts));
        }
    }

    /** Leaves the current file. */
    private void finish() {
        final Stop stop = current.stop();
        if (stop != null) {
            damages.add(new Damage(name(files.get(nextFile - 1)), stop.offset(), stop.reason()));
        }
        finishedBytes += currentSize() == 0 ? current.offset() : currentSize();
        bytesRead = finishedBytes;
        markedOffset = 0;
        if (retains) {
            marks.add(new Mark(current, Mark.ALL, bursts));
        } else {
            current.close();
        }
        current = null;
    }

    static String name(Path file) {
        return file.equals(STANDARD_INPUT) ? STANDARD_INPUT_NAME : file.toString();
    }

    @Override
    public long bytesRead() {
        return bytesRead;
    }

    @Override
    public long bytesTotal() {
        return bytesTotal;
    }

    /** Files that are mapped, and one stream at a time. What cannot be read when this is asked needs nothing. */
    @Override
    public List<Need> needs() {
        long mapped = 0;
        boolean hasStreams = false;
        for (final Path file : files) {
            final boolean isStream = isStream(file);
            hasStreams |= isStream;
            mapped += isStream ? 0 : size(file);
        }
        final List<Need> needs = new ArrayList<>();
        if (mapped > 0) {
            needs.add(new Need(MAPPED, FilePages.mostResident(mapped)));
        }
        if (hasStreams) {
            needs.add(new Need(STREAMED, StreamWindow.RESIDENT_BYTES));
        }
        return needs;
    }

    private static boolean isStream(Path file) {
        if (file.equals(STANDARD_INPUT) || Files.exists(file) && !Files.isRegularFile(file)) {
            return true;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            return StreamWindow.isPacked(channel);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public List<Damage> damages() {
        return List.copyOf(damages);
    }

    /** The last file that is shorter now than when it was opened: packets of others are still there. */
    @Override
    public List<Damage> cut() {
        int shrunk = nextFile - 1;
        while (shrunk > 0 && size(files.get(shrunk)) >= openedSizes[shrunk]) {
            shrunk--;
        }
        final long before = LongStream.of(openedSizes).limit(shrunk).sum();
        final List<Damage> found = new ArrayList<>();
        found.add(new Damage(name(files.get(shrunk)), Math.clamp(bytesRead - before, 0, size(files.get(shrunk))), Damage.SHRANK));
        files.subList(shrunk + 1, files.size()).forEach(file -> found.add(new Damage(name(file), 0, Damage.BEHIND_SHRUNK)));
        return found;
    }

    /** Unmaps; packets handed out may not be read any more, and {@link #fill} finds none. */
    @Override
    public void close() {
        nextFile = files.size();
        release(Long.MAX_VALUE);
        if (current != null) {
            current.close();
            current = null;
        }
    }
}
