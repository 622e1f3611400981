package flowc.cli.filter;

import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.launch.Units;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.packet.pcap.CaptureReader;
import flowc.runtime.packet.pcap.UnreadableCapture;
import flowc.runtime.packet.pcap.UnwritablePacket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Reads captures one after the other, each once, and hands what matches to an output. One thread, but {@link #stop} and {@link #openNoMore} any. */
final class FilterRun {
    /** So many bytes of a capture are released at a time, and what was found in them is handed on. */
    private static final long MARK_BYTES = 4L << 20;

    private final Selection selection;
    private final PacketOutput output;
    private final Console console;
    private final boolean color;
    private final PacketBurst burst = new PacketBurst();
    private volatile boolean stopped;
    private volatile boolean opensNoMore;
    private int exitCode = ExitCode.OK;
    /** Whether a capture was one. */
    private boolean hasRead;
    /** Captures whose turn came. */
    private int opened;
    /** Whether the last of them was left before its end. */
    private boolean left;

    /** Which packets are for the output. */
    interface Selection {
        /** Bit i is set for packet i of the burst that {@code reader} filled last. */
        long select(PacketBurst burst, CaptureReader reader);
    }

    FilterRun(Selection selection, PacketOutput output, Console console, boolean color) {
        this.selection = selection;
        this.output = output;
        this.console = console;
        this.color = color;
    }

    /** Ends after the current burst; what was found until then is kept. */
    void stop() {
        stopped = true;
    }

    /** Makes the capture that is read now the last one. */
    void openNoMore() {
        opensNoMore = true;
    }

    /** {@code excused} are damages that are none. Throws when the output fails. */
    void run(List<Path> captures, Predicate<Damage> excused) throws IOException {
        for (Path capture : captures) {
            if (stopped || opensNoMore) {
                break;
            }
            opened++;
            try (CaptureReader reader = CaptureReader.open(capture)) {
                if (begins(reader)) {
                    read(reader);
                } else {
                    left = true;
                }
                if (!left) {
                    reader.damage().filter(damage -> !excused.test(damage)).ifPresent(damage -> fail(damage.text()));
                }
            } catch (UnreadableCapture e) {
                fail(e.path() + ": " + e.reason());
            } catch (InternalError _) {
                // A page of the mapping is gone: another process cut the file while its packets were read.
                fail(new Damage(capture.toString(), 0, Damage.SHRANK).text());
            }
        }
        if (exitCode != ExitCode.OK && !hasRead) {
            output.forsake();
        }
    }

    /** Of what was read. */
    int exitCode() {
        return exitCode;
    }

    /** Whether all of {@code captures} were read as far as they can be. */
    boolean isAtEnd(List<Path> captures) {
        return opened == captures.size() && !left;
    }

    /** Says which of {@code captures} were not come to, after what ended the run. */
    void warnOfUnread(List<Path> captures) {
        final List<Path> unread = captures.subList(opened, captures.size());
        if (!unread.isEmpty()) {
            final String first = "'" + unread.getFirst() + "'";
            console.warning((unread.size() == 1 ? first + " was" : Units.count(unread.size(), "capture") + " from " + first + " on were") + " not read", color);
        }
    }

    private void fail(String message) {
        console.error(message, color);
        exitCode = ExitCode.FAILURE;
    }

    /** False when this is stopped before a pipe has said what it brings. */
    private boolean begins(CaptureReader reader) {
        boolean begun = false;
        while (!begun && !stopped) {
            begun = reader.begins();
        }
        return begun;
    }

    private void read(CaptureReader reader) throws IOException {
        try {
            output.begin(reader);
            readAll(reader);
        } catch (UnwritablePacket | FilterMaker.Refused e) {
            if (!output.hasPackets()) {
                output.forsake();
            }
            leave(e);
            throw e;
        } catch (IOException | RuntimeException | InternalError e) {
            leave(e);
            throw e;
        }
        output.end(reader);
    }

    private void readAll(CaptureReader reader) throws IOException {
        long index = 0;
        long released = 0;
        while (!left && reader.fill(burst)) {
            final long chosen = selection.select(burst, reader);
            hasRead |= burst.count() > 0;
            output.take(burst, chosen, index);
            index += burst.count();
            // Who reads the matches of a live pipe sees them when they come.
            if (!burst.isFull() || reader.bytesRead() - released >= MARK_BYTES) {
                output.flush();
                reader.release();
                released = reader.bytesRead();
            }
            left = stopped;
        }
        hasRead |= reader.bytesRead() > 0;
    }

    private void leave(Throwable reason) {
        try {
            output.flush();
        } catch (IOException | InternalError e) {
            reason.addSuppressed(e);
        }
    }
}
