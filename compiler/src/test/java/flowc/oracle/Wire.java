package flowc.oracle;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** A packet's bytes, and where in them each header ends: a header that does not end inside the capture is not there. */
final class Wire {
    private static final int ETHERNET_BYTES = 14;
    private static final int TAG_BYTES = 4;

    private final Packet packet;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Integer> extensionEnds = new ArrayList<>();
    private int ipEnd;
    private int transportEnd;

    private Wire(Packet packet) {
        this.packet = packet;
    }

    static Wire of(Packet packet) {
        final Wire wire = new Wire(packet);
        wire.build();
        return wire;
    }

    private void build() {
        put("020000000002020000000001");
        int next = packet.isIp() ? packet.src().family() == 4 ? 0x0800 : 0x86dd : 0x0806;
        final int tags = packet.tags().size();
        for (int i = 0; i < tags; i++) {
            u16(i == 0 && tags > 1 ? 0x88a8 : 0x8100);
            u16(packet.tags().get(i));
        }
        u16(next);
        if (!packet.isIp()) {
            put("0001080006040001020000000001".concat("0a000001000000000000").concat("0a000002"));
        } else if (packet.src().family() == 4) {
            ip4();
        } else {
            ip6();
        }
        bytes.writeBytes(new byte[packet.padding()]);
    }

    private void ip4() {
        final byte[] body = transport();
        final int header = 20 + 4 * packet.optionWords();
        u8(0x40 | header / 4);
        u8(0);
        u16(header + body.length);
        u16(7);
        u16((packet.moreFragments() ? 0x2000 : 0) | packet.fragmentOffset());
        u8(packet.ttl());
        u8(packet.transport());
        u16(0);
        bytes.writeBytes(packet.src().wire());
        bytes.writeBytes(packet.dst().wire());
        bytes.writeBytes(new byte[4 * packet.optionWords()]);
        ipEnd = bytes.size();
        end(body);
    }

    private void ip6() {
        final byte[] body = transport();
        final List<Integer> chain = chain();
        put("60000000");
        u16(chain.size() * 8 + body.length);
        u8(chain.isEmpty() ? packet.transport() : chain.getFirst());
        u8(packet.ttl());
        bytes.writeBytes(packet.src().wire());
        bytes.writeBytes(packet.dst().wire());
        ipEnd = bytes.size();
        for (int i = 0; i < chain.size(); i++) {
            u8(i + 1 < chain.size() ? chain.get(i + 1) : packet.transport());
            u8(0);
            u16(chain.get(i) == Packet.FRAGMENT ? packet.fragmentOffset() << 3 | (packet.moreFragments() ? 1 : 0) : 0);
            put("00000000");
            extensionEnds.add(bytes.size());
        }
        end(body);
    }

    private List<Integer> chain() {
        final List<Integer> chain = new ArrayList<>(packet.extensions());
        if (packet.hasFragmentHeader()) {
            chain.add(Packet.FRAGMENT);
        }
        return chain;
    }

    private void end(byte[] body) {
        transportEnd = bytes.size() + transportBytes();
        bytes.writeBytes(body);
    }

    private int transportBytes() {
        return switch (packet.transport()) {
            case Packet.UDP -> 8;
            case Packet.TCP -> 20 + 4 * packet.optionWords();
            default -> 0;
        };
    }

    private byte[] transport() {
        final Wire body = new Wire(packet);
        if (packet.fragmentOffset() == 0 && packet.transport() == Packet.UDP) {
            body.u16(packet.srcPort());
            body.u16(packet.dstPort());
            body.u16(8 + packet.payload());
            body.u16(0);
        } else if (packet.fragmentOffset() == 0 && packet.transport() == Packet.TCP) {
            body.u16(packet.srcPort());
            body.u16(packet.dstPort());
            body.put("0000000100000002");
            body.u8((5 + packet.optionWords()) << 4);
            body.u8(packet.flags());
            body.put("000000000000");
            body.bytes.writeBytes(new byte[4 * packet.optionWords()]);
        }
        body.bytes.writeBytes(new byte[packet.payload()]);
        return body.bytes.toByteArray();
    }

    private void u8(int value) {
        bytes.write(value);
    }

    private void u16(int value) {
        u8(value >>> 8);
        u8(value);
    }

    private void put(String hex) {
        bytes.writeBytes(java.util.HexFormat.of().parseHex(hex));
    }

    int wireLength() {
        return bytes.size();
    }

    int captureLength() {
        return Math.min(packet.captured(), bytes.size());
    }

    byte[] captured() {
        return java.util.Arrays.copyOf(bytes.toByteArray(), captureLength());
    }

    boolean hasTag() {
        return !packet.tags().isEmpty() && captureLength() >= ETHERNET_BYTES + TAG_BYTES;
    }

    boolean hasIp() {
        return packet.isIp() && captureLength() >= ipEnd;
    }

    /** The upper layer's protocol as far as the chain of extension headers can be followed. */
    int protocol() {
        final List<Integer> chain = packet.src().family() == 4 ? List.of() : chain();
        for (int i = 0; i < chain.size(); i++) {
            if (captureLength() < extensionEnds.get(i)) {
                return chain.get(i);
            }
        }
        return packet.transport();
    }

    /** Whether the header of {@code protocol} is there. */
    boolean hasTransport(int protocol) {
        return hasIp() && packet.transport() == protocol && packet.fragmentOffset() == 0 && captureLength() >= transportEnd;
    }

    boolean isFragment() {
        final boolean seen = packet.src().family() == 4 || !extensionEnds.isEmpty() && captureLength() >= extensionEnds.getLast();
        return hasIp() && packet.hasFragmentHeader() && seen;
    }

    boolean hasPorts() {
        return hasTransport(Packet.UDP) || hasTransport(Packet.TCP);
    }
}
