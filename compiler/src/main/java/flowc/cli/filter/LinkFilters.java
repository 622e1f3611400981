package flowc.cli.filter;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.packet.pcap.CaptureReader;
import flowc.runtime.program.FilterProgram;
import java.util.HashMap;
import java.util.Map;

/** One expression as a program for each link type, compiled when the first packet of that type comes. One thread. */
final class LinkFilters {
    private final FilterMaker maker;
    private final Map<FilterMaker.Link, FilterProgram> programByLink = new HashMap<>();

    LinkFilters(FilterMaker maker) {
        this.maker = maker;
    }

    /**
     * Bit i is set where packet i of the burst that {@code reader} filled last is accepted, which is cut to the file's snaplen first.
     *
     * @throws FilterMaker.Refused when the expression means nothing on the link type of a packet
     */
    long select(PacketBurst burst, CaptureReader reader) {
        reader.cutToSnaplen(burst);
        long chosen = 0;
        long left = burst.count() == Long.SIZE ? -1 : (1L << burst.count()) - 1;
        while (left != 0) {
            final long linkType = linkType(burst, Long.numberOfTrailingZeros(left));
            final long same = sameLink(burst, left, linkType);
            chosen |= same & program((int) linkType, reader).select(burst.address(), burst.count());
            left &= ~same;
        }
        return chosen;
    }

    private static long sameLink(PacketBurst burst, long among, long linkType) {
        long same = 0;
        for (long left = among; left != 0; left &= left - 1) {
            final int packet = Long.numberOfTrailingZeros(left);
            if (linkType(burst, packet) == linkType) {
                same |= 1L << packet;
            }
        }
        return same;
    }

    private static long linkType(PacketBurst burst, int packet) {
        return Memory.u32(burst.address() + packet * PacketLayout.BYTES + PacketLayout.LINK_TYPE_OFFSET);
    }

    private FilterProgram program(int linkType, CaptureReader reader) {
        final FilterMaker.Link link = new FilterMaker.Link(linkType, reader.isByteOrderSwapped());
        FilterProgram program = programByLink.get(link);
        if (program == null) {
            program = maker.make(link, reader.name());
            programByLink.put(link, program);
        }
        return program;
    }
}
