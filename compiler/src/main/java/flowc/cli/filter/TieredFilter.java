package flowc.cli.filter;

import flowc.runtime.program.FilterProgram;
import java.util.function.Supplier;

/**
 * A filter that walks its tree for the first packets and is compiled when more come: compiling takes as long as walking for thousands of packets,
 * which most captures of a test suite do not have. One thread.
 */
final class TieredFilter extends FilterProgram {
    private static final long PACKETS_WALKED = 4096;

    private final Supplier<FilterProgram> compiler;
    private FilterProgram program;
    private long packets;

    /** {@code first} accepts what the compiled one does. */
    TieredFilter(FilterProgram first, Supplier<FilterProgram> compiler) {
        this.program = first;
        this.compiler = compiler;
    }

    @Override
    public boolean test(long packet, long captureLength, long wireLength) {
        count(1);
        return program.test(packet, captureLength, wireLength);
    }

    @Override
    public long select(long descriptors, long count) {
        count(count);
        return program.select(descriptors, count);
    }

    private void count(long more) {
        final boolean wasFew = packets <= PACKETS_WALKED;
        packets += more;
        if (wasFew && packets > PACKETS_WALKED) {
            program = compiler.get();
        }
    }
}
