package flowc.launch;

import flowc.runtime.Progress;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/**
 * One line on a terminal that is rewritten in place: packets, rate, flows, and for input of known size how much is done and how long it will take.
 * It appears after a second, so that short runs show nothing.
 */
public final class ProgressLine implements Progress {
    private static final long QUIET_NANOS = 1_000_000_000L;
    private static final String CLEAR_LINE = "\r\u001b[K";
    /** The terminal itself cuts a line that is too long, whatever its width is by now: one that it broke could not be taken off. */
    private static final String NO_WRAP = "\u001b[?7l";
    private static final String WRAP = "\u001b[?7h";
    /** Its last column shows what comes last. */
    private static final String END = " " + WRAP;

    private final PrintStream terminal;
    private boolean shown;

    public ProgressLine(PrintStream terminal) {
        this.terminal = terminal;
    }

    /** What a run is to tell: this, but nothing where it is {@code unwanted}, or stderr no terminal on which a line can be rewritten. */
    public Progress unless(boolean unwanted) {
        return unless(unwanted, System.getenv(), Terminal.is(Terminal.STDERR));
    }

    Progress unless(boolean unwanted, Map<String, String> environment, boolean isTerminal) {
        return !unwanted && Terminal.takesControls(environment, isTerminal) ? this : NONE;
    }

    @Override
    public synchronized void update(Snapshot snapshot) {
        if (snapshot.elapsedNanos() >= QUIET_NANOS) {
            shown = true;
            terminal.print(CLEAR_LINE + NO_WRAP + text(snapshot) + END);
            terminal.flush();
        }
    }

    /** Takes the line off the terminal. */
    public synchronized void clear() {
        if (shown) {
            terminal.print(CLEAR_LINE);
            terminal.flush();
            shown = false;
        }
    }

    /** {@code results} with the line taken off before each write: both may be one terminal. */
    OutputStream above(OutputStream results) {
        return new FilterOutputStream(results) {
            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                synchronized (ProgressLine.this) {
                    clear();
                    out.write(bytes, from, count);
                }
            }
        };
    }

    static String text(Snapshot snapshot) {
        final double seconds = snapshot.elapsedNanos() / 1e9;
        final String counts = Units.scaled(snapshot.packets()) + "packets, " + Units.scaled(snapshot.packets() / seconds) + "packets/s, " + Units.scaled(snapshot.flows().live()) + "flows";
        if (snapshot.bytesTotal() <= 0 || snapshot.bytesRead() <= 0) {
            return counts;
        }
        final double done = Math.min(1, snapshot.bytesRead() / (double) snapshot.bytesTotal());
        final long remaining = (long) (snapshot.elapsedNanos() * (1 - done) / done);
        return String.format(Locale.ROOT, "%3d %%  %s, %s left", (int) (done * 100), counts, eta(remaining));
    }

    private static String eta(long nanos) {
        final long seconds = (nanos + 999_999_999L) / 1_000_000_000L;
        return seconds < 60 ? seconds + " s" : Units.duration(seconds * 1_000_000_000L);
    }
}
