package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.filter.FilterSet;
import flowc.filter.FilterSyntaxException;
import flowc.filter.PacketFilter;
import flowc.filter.spec.LinkType;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A set finds the filters that accept a packet when each is asked by itself. */
class FilterSetTest {
    private static final long SEED = Long.getLong("flowc.seed", 20261121);
    private static final int ROUNDS = 8;
    private static final int PACKETS = 300;

    @ParameterizedTest
    @EnumSource(value = LinkType.class, names = {"EN10MB", "LINUX_SLL", "LINUX_SLL2", "RAW", "IPV4", "IPV6", "PPP"})
    void findsWhatEachFilterAcceptsByItself(LinkType linkType) throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            final Random random = new Random(SEED + round);
            final RandomTraffic traffic = new RandomTraffic(random);
            final FilterSet set = new FilterSet(linkType);
            final List<PacketFilter> alone = new ArrayList<>();
            while (alone.size() < 60) {
                final String expression = traffic.rule();
                try {
                    set.add(alone.size(), expression);
                    alone.add(PacketFilter.compile(expression, linkType));
                } catch (FilterSyntaxException e) {
                    assertThrows(FilterSyntaxException.class, () -> PacketFilter.compile(expression, linkType), expression);
                }
            }
            check(set, alone, linkType, traffic, random);
            set.awaitMerge();
            check(set, alone, linkType, traffic, random);
        }
    }

    private static void check(FilterSet set, List<PacketFilter> alone, LinkType linkType, RandomTraffic traffic, Random random) {
        final FilterSet.Reader reader = set.newReader();
        try (Region region = Region.allocate(256, "packets")) {
            for (int i = 0; i < PACKETS; i++) {
                final byte[] packet = traffic.packet(linkType);
                final int captured = random.nextInt(4) == 0 ? random.nextInt(packet.length + 1) : packet.length;
                final long address = region.address() + region.bytes() - captured;
                MemorySegment.copy(MemorySegment.ofArray(packet), 0, Memory.segment(address, captured), 0, captured);
                final List<Integer> expected = new ArrayList<>();
                for (int number = 0; number < alone.size(); number++) {
                    if (alone.get(number).test(address, captured, packet.length)) {
                        expected.add(number);
                    }
                }
                final String what = "seed " + SEED + " " + linkType + " " + java.util.HexFormat.of().formatHex(packet, 0, captured);
                assertEquals(expected.stream().map(n -> n + " " + alone.get(n).expression()).toList(), found(reader, reader.match(address, captured, packet.length)).stream().map(n -> n + " " + alone.get(n).expression()).toList(), what);
                assertEquals(expected.isEmpty() ? FilterSet.NONE : expected.getFirst(), reader.first(address, captured, packet.length), what);
            }
        }
    }

    private static List<Integer> found(FilterSet.Reader reader, int count) {
        final List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(reader.number(i));
        }
        return numbers;
    }

    @Test
    void neverStopsMatchingWhileFiltersComeAndGo() throws Exception {
        final FilterSet set = new FilterSet(LinkType.EN10MB);
        set.add(0, "udp");
        set.add(1, "udp and ether[0] & 1 = 0");
        final AtomicBoolean done = new AtomicBoolean();
        final AtomicReference<String> wrong = new AtomicReference<>();
        final byte[] packet = new RandomTraffic(new Random(SEED)).packet(LinkType.EN10MB, 17, 5, 7);
        try (Region region = Region.allocate(packet.length, "a packet")) {
            MemorySegment.copy(MemorySegment.ofArray(packet), 0, Memory.segment(region.address(), packet.length), 0, packet.length);
            final List<Thread> readers = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                readers.add(Thread.ofPlatform().start(() -> {
                    final FilterSet.Reader reader = set.newReader();
                    while (!done.get()) {
                        final int count = reader.match(region.address(), packet.length, packet.length);
                        if (count < 2 || reader.number(0) != 0 || reader.number(1) != 1) {
                            wrong.compareAndSet(null, "lost a filter that was never removed: " + found(reader, count));
                        }
                    }
                }));
            }
            final FilterSet.Reader own = set.newReader();
            for (int round = 0; round < 600; round++) {
                final int number = 2 + round % 5;
                set.add(number, round % 2 == 0 ? "udp and port 5" : "udp and ether[1] >= 0");
                assertTrue(found(own, own.match(region.address(), packet.length, packet.length)).contains(number), "a filter counts from the next packet on");
                assertTrue(set.remove(number));
                assertEquals(2, own.match(region.address(), packet.length, packet.length), "a removed filter counts no more");
            }
            done.set(true);
            for (Thread reader : readers) {
                reader.join();
            }
        }
        assertEquals(null, wrong.get());
        assertEquals(2, set.size());
    }

    @Test
    void staysAsItWasAfterAMistake() throws Exception {
        final FilterSet set = new FilterSet(LinkType.EN10MB);
        set.add(3, "tcp");
        final FilterSyntaxException mistake = assertThrows(FilterSyntaxException.class, () -> set.add(4, "tcp port 80 andd udp"));
        assertEquals(12, mistake.position());
        assertThrows(IllegalArgumentException.class, () -> set.add(3, "udp"));
        assertThrows(IllegalArgumentException.class, () -> set.add(-1, "udp"));
        assertThrows(IllegalArgumentException.class, () -> set.add(5, PacketFilter.compile("udp", LinkType.RAW)));
        assertEquals(1, set.size());
        set.add(5, PacketFilter.compile("udp", LinkType.EN10MB));
        assertEquals(2, set.size());
    }
}
