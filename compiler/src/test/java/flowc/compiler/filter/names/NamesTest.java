package flowc.compiler.filter.names;

import flowc.filter.spec.HostResolver;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.filter.names.Names.Port;
import flowc.compiler.filter.names.Names.PortRange;
import flowc.filters.SharedFilters;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class NamesTest {
    @Test
    void aServiceOfOneTransportIsNotLookedForInOthers() {
        assertEquals(Optional.of(new Port(80, true, false)), Names.port("http"));
        assertEquals(Optional.of(new Port(80, true, false)), Names.port("www"));
        assertEquals(Optional.of(new Port(68, false, true)), Names.port("bootpc"));
        assertEquals(Optional.of(new Port(53, true, true)), Names.port("domain"));
        assertEquals(Optional.empty(), Names.port("HTTP"));
        assertEquals(Optional.empty(), Names.port(""));
    }

    @Test
    void digitsAreAPortOfSixteenBits() {
        assertEquals(Optional.of(new Port(80, true, true)), Names.port("080"));
        assertEquals(Optional.of(new Port(4464, true, true)), Names.port("70000"));
        assertEquals(Optional.empty(), Names.port("-5"));
        assertEquals(Optional.empty(), Names.port("18446744073709551616"));
    }

    @Test
    void aRangeIsTwoPortsWithADash() {
        assertEquals(Optional.of(new PortRange(80, 90, true, true)), Names.portRange("80-90"));
        assertEquals(Optional.of(new PortRange(90, 80, true, true)), Names.portRange("90-80"));
        assertEquals(Optional.of(new PortRange(80, 90, true, true)), Names.portRange("80-90x"));
        assertEquals(Optional.of(new PortRange(-5, 9, true, true)), Names.portRange("-5-9"));
        assertEquals(Optional.of(new PortRange(25, 80, true, false)), Names.portRange("smtp-http"));
        assertEquals(Optional.of(new PortRange(25, 80, true, true)), Names.portRange("25-http"));
        assertEquals(Optional.of(new PortRange(67, 80, true, true)), Names.portRange("bootps-http"));
        assertEquals(Optional.empty(), Names.portRange("http"));
        assertEquals(Optional.empty(), Names.portRange("ftp-data"));
        assertEquals(Optional.empty(), Names.portRange("-"));
    }

    @Test
    void protocolsAndNetworksHaveTheirNumbers() {
        assertEquals(OptionalInt.of(6), Names.ipProtocol("tcp"));
        assertEquals(OptionalInt.of(89), Names.ipProtocol("ospf"));
        assertEquals(OptionalInt.of(0x86dd), Names.etherProtocol("ip6"));
        assertEquals(OptionalInt.of(0xe0), Names.etherProtocol("ipx"));
        assertEquals(OptionalInt.of(0x83), Names.isoProtocol("isis"));
        assertEquals(OptionalInt.of(0x7f000000), Names.network("loopback"));
        assertEquals(OptionalInt.empty(), Names.network("default"));
    }

    @Test
    void tablesAgreeWithThoseOfTheOracle() throws IOException {
        for (final Map.Entry<String, Integer> entry : oracle("services", "/tcp").entrySet()) {
            assertEquals(entry.getValue(), Names.port(entry.getKey()).orElseThrow().number(), entry.getKey());
        }
        for (final Map.Entry<String, Integer> entry : oracle("services", "/udp").entrySet()) {
            final Port port = Names.port(entry.getKey()).orElseThrow();
            assertTrue(port.tcp() || port.number() == entry.getValue() && port.udp(), entry::toString);
        }
        for (final Map.Entry<String, Integer> entry : oracle("protocols", "").entrySet()) {
            assertEquals(OptionalInt.of(entry.getValue()), Names.ipProtocol(entry.getKey()), entry.getKey());
        }
    }

    /** Names to numbers of rows whose second column ends with {@code suffix}. */
    private static Map<String, Integer> oracle(String file, String suffix) throws IOException {
        final Map<String, Integer> numbers = new HashMap<>();
        for (final String line : Files.readAllLines(SharedFilters.folder().resolve("env").resolve(file))) {
            final String[] row = line.replaceFirst("#.*", "").strip().split("\\s+");
            if (row.length > 1 && row[1].endsWith(suffix)) {
                for (int i = 0; i < row.length; i++) {
                    if (i != 1) {
                        numbers.putIfAbsent(row[i], Integer.valueOf(row[1].replace(suffix, "")));
                    }
                }
            }
        }
        assertTrue(numbers.size() > 50, file + " has names: " + numbers.size());
        return numbers;
    }

    @Test
    void anUnknownNameComesWithItsNearest() {
        assertEquals("did you mean 'https'?", NameHints.port("htttps"));
        assertEquals("did you mean 'ospf'?", NameHints.ipProtocol("opsf"));
        assertTrue(NameHints.host(HostResolver.UNASKED).contains("--resolve"));
        assertFalse(NameHints.host(HostResolver.NONE).contains("--resolve"), "a tracker and a Java program have no such option");
        assertTrue(NameHints.port("x".repeat(100_000)).length() < 100);
    }

    @Test
    void noHostIsLookedUpUnlessAsked() {
        assertEquals(List.of(), HostResolver.NONE.addresses("localhost"));
    }
}
