package flowc.filter;

import flowc.compiler.filter.CompiledFilter;
import flowc.compiler.filter.FilterCompiler;
import flowc.compiler.filter.ast.FilterError;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.program.FilterProgram;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.Objects;

/**
 * A pcap-filter expression compiled for one link type. Immutable: any number of threads may test with one filter at once. Testing allocates
 * nothing. The generated class is unloaded when its filter is collected.
 */
public final class PacketFilter {
    private static final long UNSIGNED = 0xffff_ffffL;

    private final String expression;
    private final LinkType linkType;
    private final FilterProgram program;

    private PacketFilter(String expression, LinkType linkType, FilterProgram program) {
        this.expression = expression;
        this.linkType = linkType;
        this.program = program;
    }

    /** Compiles for packets of capture files, without a netmask and without looking up host names. */
    public static PacketFilter compile(String expression, LinkType linkType) throws FilterSyntaxException {
        return compile(expression, linkType, FilterSettings.SAVEFILE);
    }

    public static PacketFilter compile(String expression, LinkType linkType, FilterSettings settings) throws FilterSyntaxException {
        try {
            final CompiledFilter compiled = FilterCompiler.compile(expression, linkType, settings);
            return new PacketFilter(expression, linkType, compiled.load());
        } catch (FilterError e) {
            throw new FilterSyntaxException(e, expression);
        }
    }

    /**
     * Whether the filter accepts a packet.
     *
     * @param packet memory that begins with the packet; keep it open meanwhile. A heap segment has no address and is copied for each call, which
     *     allocates and takes much longer than the test
     * @param captureLength captured bytes, of which {@code packet} must have as many
     * @param wireLength bytes on the wire, unsigned
     * @throws IndexOutOfBoundsException where {@code packet} is shorter
     */
    public boolean test(MemorySegment packet, int captureLength, int wireLength) {
        Objects.checkFromIndexSize(0, captureLength, packet.byteSize());
        if (!packet.scope().isAlive() || !packet.isAccessibleBy(Thread.currentThread())) {
            throw new IllegalArgumentException("a packet must be memory that is open and accessible by this thread: packet=" + packet);
        }
        if (!packet.isNative()) {
            return testCopy(packet, captureLength, wireLength & UNSIGNED);
        }
        try {
            return program.test(packet.address(), captureLength, wireLength & UNSIGNED);
        } finally {
            Reference.reachabilityFence(packet);
        }
    }

    private boolean testCopy(MemorySegment packet, int captureLength, long wireLength) {
        try (Region copy = Region.allocate(Math.max(captureLength, 1), "a copy of a packet")) {
            MemorySegment.copy(packet, 0, Memory.segment(copy.address(), captureLength), 0, captureLength);
            return program.test(copy.address(), captureLength, wireLength);
        }
    }

    /**
     * The same for a packet by its address, which nothing checks.
     *
     * @param captureLength bytes that may be read at {@code address}, 0 to 2^32 - 1
     * @param wireLength 0 to 2^32 - 1
     */
    public boolean test(long address, long captureLength, long wireLength) {
        return program.test(address, captureLength, wireLength);
    }

    /** Tests all packets of a burst, which must be of this link type: bit i of the result, from the lowest on, is 1 where packet i is accepted. */
    public long select(PacketBurst burst) {
        return program.select(burst.address(), burst.count());
    }

    /** The generated program, for loops of one's own. */
    public FilterProgram program() {
        return program;
    }

    public String expression() {
        return expression;
    }

    public LinkType linkType() {
        return linkType;
    }

    @Override
    public String toString() {
        return "PacketFilter(" + linkType + ": " + expression + ")";
    }
}
