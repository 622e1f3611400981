package flowc.cli.filter;

import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketSource.Damage;
import flowc.runtime.packet.pcap.CaptureReader;
import flowc.runtime.packet.pcap.UnreadableCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/** Reads captures one after the other and hands what matches to an output. One thread, but {@link #stop} any. */
final class FilterRun {
    private final LinkFilters filters;
    private final PacketOutput output;
    private final Console console;
    private final boolean color;
    private final PacketBurst burst = new PacketBurst();
    private volatile boolean stopped;
    private int exitCode = ExitCode.OK;
    /** Whether a capture was one, and the expression means something on its packets. */
    private boolean hasRead;

    FilterRun(LinkFilters filters, PacketOutput output, Console console, boolean color) {
        this.filters = filters;
        this.output = output;
        this.console = console;
        this.color = color;
    }

    /** Ends after the current burst; what was found until then is kept. */
    void stop() {
        stopped = true;
    }

    /** {@code excused} are damages that are none. Returns the exit code; throws when the output fails. */
    int run(List<Path> captures, Predicate<Damage> excused) throws IOException {
        for (Path capture : captures) {
            if (stopped) {
                break;
            }
            try (CaptureReader reader = CaptureReader.open(capture)) {
                read(reader);
                reader.damage().filter(damage -> !stopped && !excused.test(damage)).ifPresent(damage -> fail(damage.text()));
            } catch (UnreadableCapture e) {
                fail(e.path() + ": " + e.reason());
            } catch (InternalError _) {
                // A page of the mapping is gone: another process cut the file while its packets were read.
                fail(capture + ": became shorter while it was read");
            }
        }
        if (exitCode != ExitCode.OK) {
            forsakeUnread();
        }
        return exitCode;
    }

    private void fail(String message) {
        console.error(message, color);
        exitCode = ExitCode.FAILURE;
    }

    private void read(CaptureReader reader) throws IOException {
        output.begin(reader);
        try {
            readAll(reader);
        } catch (FilterMaker.Refused e) {
            forsakeUnread();
            leave(e);
            throw e;
        } catch (IOException | RuntimeException | InternalError e) {
            leave(e);
            throw e;
        }
        output.end(reader);
    }

    private void forsakeUnread() {
        if (!hasRead) {
            output.forsake();
        }
    }

    private void readAll(CaptureReader reader) throws IOException {
        long index = 0;
        while (!stopped && reader.fill(burst)) {
            final long chosen = filters.select(burst, reader);
            hasRead = true;
            output.take(burst, chosen, index);
            index += burst.count();
        }
        hasRead |= reader.bytesRead() > 0;
    }

    private void leave(Throwable reason) {
        try {
            output.leave();
        } catch (IOException | InternalError e) {
            reason.addSuppressed(e);
        }
    }
}
