package flowc.oracle;

/** What a tracker can see of a packet. */
final class Seen {
    private final Packet packet;
    private final Wire wire;

    Seen(Packet packet) {
        this.packet = packet;
        this.wire = Wire.of(packet);
    }

    Packet packet() {
        return packet;
    }

    Wire wire() {
        return wire;
    }

    long time() {
        return packet.time();
    }

    boolean hasIp() {
        return wire.hasIp();
    }

    Endpoint src() {
        return new Endpoint(packet.src(), wire.hasPorts(), wire.hasPorts() ? packet.srcPort() : 0);
    }

    Endpoint dst() {
        return new Endpoint(packet.dst(), wire.hasPorts(), wire.hasPorts() ? packet.dstPort() : 0);
    }

    int protocol() {
        return wire.protocol();
    }

    /** The outermost tag's identifier; null without one. */
    Integer vlan() {
        return wire.hasTag() ? packet.tags().getFirst() : null;
    }
}
