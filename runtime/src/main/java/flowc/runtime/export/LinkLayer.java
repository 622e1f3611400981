package flowc.runtime.export;

import flowc.runtime.memory.Memory;

/** Finds the network layer of a packet of the common link types. */
final class LinkLayer {
    static final int IP4 = 0x0800;
    static final int IP6 = 0x86dd;
    static final int ARP = 0x0806;

    /** Nothing that is known here. */
    static final int UNKNOWN = -1;

    private static final int NULL = 0;
    private static final int ETHERNET = 1;
    private static final int PPP = 9;
    private static final int RAW = 101;
    private static final int LOOP = 108;
    private static final int LINUX_SLL = 113;
    private static final int IPV4 = 228;
    private static final int IPV6 = 229;
    private static final int LINUX_SLL2 = 276;

    private static final int PPP_IP4 = 0x0021;
    private static final int PPP_IP6 = 0x0057;
    private static final int MOST_TAGS = 4;
    private static final int TAG_BYTES = 4;

    /** Behind an Ethernet type, until {@link #at} and {@link #type} say what is there. */
    private long at;

    private long end;
    private int type;

    /** Looks at {@code bytes} bytes from {@code packet} on. */
    void read(long linkType, long packet, long bytes) {
        at = packet;
        end = packet + bytes;
        type = UNKNOWN;
        switch ((int) linkType) {
            case ETHERNET -> behindType(12);
            case LINUX_SLL -> behindType(14);
            case LINUX_SLL2 -> protocolFirst();
            case RAW, IPV4, IPV6 -> byVersion(0);
            case NULL, LOOP -> byVersion(4);
            case PPP -> ppp();
            default -> {
                // What is inside nobody asks of a list.
            }
        }
    }

    private void behindType(int offset) {
        if (end - at < offset + 2) {
            return;
        }
        at += offset;
        type = (int) Memory.u16be(at);
        at += 2;
        for (int tag = 0; tag < MOST_TAGS && isTag() && end - at >= TAG_BYTES; tag++) {
            type = (int) Memory.u16be(at + 2);
            at += TAG_BYTES;
        }
    }

    private boolean isTag() {
        return type == 0x8100 || type == 0x88a8 || type == 0x9100;
    }

    private void protocolFirst() {
        if (end - at >= 20) {
            type = (int) Memory.u16be(at);
            at += 20;
        }
    }

    private void byVersion(int offset) {
        if (end - at > offset) {
            at += offset;
            final long version = Memory.u8(at) >>> 4;
            type = version == 4 ? IP4 : version == 6 ? IP6 : UNKNOWN;
        }
    }

    private void ppp() {
        final int prefix = end - at >= 4 && Memory.u16be(at) == 0xff03 ? 2 : 0;
        if (end - at >= prefix + 2) {
            final int protocol = (int) Memory.u16be(at + prefix);
            type = protocol == PPP_IP4 ? IP4 : protocol == PPP_IP6 ? IP6 : UNKNOWN;
            at += prefix + 2;
        }
    }

    /** Address of the network layer. */
    long at() {
        return at;
    }

    /** Ethernet type of the network layer, {@link #UNKNOWN} when it is none that is known. */
    int type() {
        return type;
    }
}
