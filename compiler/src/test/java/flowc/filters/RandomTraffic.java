package flowc.filters;

import flowc.filter.spec.LinkType;
import java.nio.ByteBuffer;
import java.util.Random;

/** Rules and packets with few addresses, protocols and ports, so that many rules match many packets. */
final class RandomTraffic {
    private static final String[] HOSTS = {"10.0.0.1", "10.0.0.2", "10.0.0.3", "2001:db8::1", "2001:db8::2"};
    private static final int[] PROTOCOLS = {1, 6, 17, 17, 44, 47, 58, 132};
    private static final String[] DIRECTIONS = {"", "", "src ", "dst ", "src and dst ", "src or dst "};

    private final Random random;

    RandomTraffic(Random random) {
        this.random = random;
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    /** Mostly a conjunction of equalities as dump rules are; sometimes something else. */
    String rule() {
        if (random.nextInt(4) == 0) {
            return "proto " + protocol() + " and host " + host4() + " and host " + host4() + " and port " + port() + " and port " + port();
        }
        final StringBuilder rule = new StringBuilder(part());
        for (int more = random.nextInt(4); more > 0; more--) {
            rule.append(random.nextInt(6) == 0 ? " or " : " and ").append(part());
        }
        return random.nextInt(10) == 0 ? "not (" + rule + ")" : rule.toString();
    }

    private String part() {
        return switch (random.nextInt(14)) {
            case 0, 1, 2 -> one("", "", "ip ", "arp ") + one(DIRECTIONS) + "host " + host4();
            case 3 -> one("", "ip6 ") + one(DIRECTIONS) + "host " + one("2001:db8::1", "2001:db8::2");
            case 4, 5, 6 -> one("", "", "tcp ", "udp ", "sctp ") + one(DIRECTIONS) + "port " + port();
            case 7 -> one("", "ip ", "ip6 ") + "proto " + protocol();
            case 8, 9 -> one("tcp", "udp", "sctp", "icmp", "icmp6", "ip", "ip6", "arp", "rarp");
            case 10 -> "net 10.0.0.0/30";
            case 11 -> "(" + one(HOSTS) + " or port " + port() + ")";
            case 12 -> "len > " + random.nextInt(90);
            default -> "host " + one(HOSTS);
        };
    }

    private String host4() {
        return HOSTS[random.nextInt(3)];
    }

    private int port() {
        return 1 + random.nextInt(4);
    }

    private int protocol() {
        return PROTOCOLS[random.nextInt(PROTOCOLS.length)];
    }

    byte[] packet(LinkType linkType) {
        return packet(linkType, protocol(), port(), port());
    }

    byte[] packet(LinkType linkType, int protocol, int sourcePort, int destinationPort) {
        final ByteBuffer bytes = ByteBuffer.allocate(160);
        final int kind = random.nextInt(8);
        final int type = protocol == 17 && sourcePort > 4 ? 0x0800 : switch (kind) {
            case 0 -> 0x0806;
            case 1 -> random.nextInt(2) == 0 ? 0x8035 : 0x8100;
            case 2, 3, 4 -> 0x86dd;
            default -> 0x0800;
        };
        link(bytes, linkType, type);
        switch (type) {
            case 0x0806, 0x8035 -> bytes.putShort((short) 1).putShort((short) 0x0800).put((byte) 6).put((byte) 4).putShort((short) 1).put(new byte[6]).putInt(address4()).put(new byte[6]).putInt(address4());
            case 0x86dd -> ip6(bytes, protocol, sourcePort, destinationPort);
            default -> ip4(bytes, protocol, sourcePort, destinationPort);
        }
        bytes.put(new byte[random.nextInt(20)]);
        final byte[] packet = new byte[bytes.position()];
        bytes.get(0, packet);
        return packet;
    }

    private static void link(ByteBuffer bytes, LinkType linkType, int type) {
        switch (linkType) {
            case EN10MB -> bytes.put(new byte[12]).putShort((short) type);
            case LINUX_SLL -> bytes.put(new byte[14]).putShort((short) type);
            case LINUX_SLL2 -> bytes.putShort((short) type).put(new byte[18]);
            case PPP -> bytes.put((byte) 0xff).put((byte) 3).putShort((short) (type == 0x86dd ? 0x57 : 0x21));
            default -> { }
        }
    }

    private int address4() {
        return 0x0a000001 + random.nextInt(3);
    }

    private void ip4(ByteBuffer bytes, int protocol, int sourcePort, int destinationPort) {
        final int words = random.nextInt(4) == 0 ? random.nextInt(16) : 5;
        final int fragment = random.nextInt(6) == 0 && sourcePort <= 4 ? random.nextInt(0x10000) : 0;
        bytes.put((byte) (0x40 | words)).put((byte) 0).putShort((short) 40).putShort((short) 0).putShort((short) fragment).put((byte) 64).put((byte) protocol).putShort((short) 0);
        bytes.putInt(address4()).putInt(address4()).put(new byte[Math.max(0, 4 * words - 20)]);
        bytes.putShort((short) sourcePort).putShort((short) destinationPort).putInt(random.nextInt());
    }

    private void ip6(ByteBuffer bytes, int protocol, int sourcePort, int destinationPort) {
        bytes.putInt(0x60000000).putShort((short) 8).put((byte) protocol).put((byte) 64);
        for (int i = 0; i < 2; i++) {
            bytes.putLong(0x20010db800000000L).putLong(1 + random.nextInt(2));
        }
        if (protocol == 44) {
            bytes.put((byte) protocol()).put((byte) 0).putShort((short) random.nextInt(0x10000));
        } else {
            bytes.putShort((short) sourcePort).putShort((short) destinationPort);
        }
        bytes.putInt(random.nextInt());
    }
}
