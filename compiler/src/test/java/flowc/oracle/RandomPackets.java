package flowc.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Random packets of a few hosts: times go back, stand still and jump, headers are cut, ports are used again. */
final class RandomPackets {
    private static final long FIRST = 1_700_000_000_000_000_000L;
    private static final long UNIT = 1_000;

    private final RandomGenerator random;

    private RandomPackets(RandomGenerator random) {
        this.random = random;
    }

    static List<Packet> of(RandomGenerator random, int count) {
        return new RandomPackets(random).packets(count);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private List<Packet> packets(int count) {
        final List<Packet> packets = new ArrayList<>();
        long time = FIRST;
        for (int i = 0; i < count; i++) {
            time += step();
            packets.add(packet(time));
        }
        return packets;
    }

    private long step() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> 0;
            case 3, 4 -> -random.nextLong(30 * UNIT);
            case 5 -> random.nextLong(400 * UNIT);
            case 6 -> chance(10) ? random.nextLong(4_000 * UNIT) : 1;
            case 7 -> UNIT;
            default -> random.nextLong(8 * UNIT);
        };
    }

    private Packet packet(long time) {
        final int family = chance(60) ? 4 : 6;
        final Address src = new Address(family, 1 + random.nextInt(3));
        final Address dst = chance(10) ? src : new Address(family, 1 + random.nextInt(3));
        final int transport = one(List.of(Packet.UDP, Packet.UDP, Packet.TCP, Packet.TCP, Packet.ICMP, 47, 99));
        final boolean fragment = chance(8);
        final List<Integer> extensions = new ArrayList<>();
        while (family == 6 && extensions.size() < 3 && chance(15)) {
            extensions.add(one(List.of(Packet.HOP_BY_HOP, Packet.DESTINATION)));
        }
        final List<Integer> tags = new ArrayList<>();
        while (tags.size() < 3 && chance(15)) {
            tags.add(4 + random.nextInt(3));
        }
        return new Packet(time, tags, !chance(4), src, dst, extensions, transport, port(), chance(10) ? 53 : port(), random.nextInt(64), 50 + random.nextInt(20),
                fragment && chance(60) ? 1 + random.nextInt(100) : 0, fragment, chance(8) ? 1 + random.nextInt(5) : 0, 20 + random.nextInt(40), chance(10) ? 6 : 0,
                chance(10) ? random.nextInt(90) : Integer.MAX_VALUE);
    }

    private int port() {
        return one(List.of(53, 443, 40_000, 40_001));
    }
}
