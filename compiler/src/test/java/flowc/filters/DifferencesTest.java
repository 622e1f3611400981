package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.meaning.FilterMeaning;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.syntax.FilterParser;
import flowc.filter.spec.FilterSettings.Origin;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What docs/filters-differences.md says, line by line: where filters are not libpcap's, and which of its oddities they share. */
final class DifferencesTest {
    private static final int AH = 51;
    private static final int TCP = 6;

    private static boolean accepts(String expression, LinkType linkType, byte[] packet) {
        return accepts(expression, linkType, Origin.SAVEFILE, packet);
    }

    private static boolean accepts(String expression, LinkType linkType, Origin origin, byte[] packet) {
        final Predicate predicate = FilterMeaning.of(FilterParser.parse(expression), linkType, FilterSettings.SAVEFILE.withOrigin(origin));
        return PredicateInterpreter.accepts(predicate, packet, packet.length);
    }

    private static byte[] packet(int length, int... placesAndBytes) {
        final byte[] packet = new byte[length];
        for (int i = 0; i < placesAndBytes.length; i += 2) {
            packet[placesAndBytes[i]] = (byte) placesAndBytes[i + 1];
        }
        return packet;
    }

    // Otherwise than libpcap

    @Test
    void byteTestsWithBitsReadTheByte() {
        final byte[] odd = packet(20, 5, 3);
        assertEquals(true, accepts("byte 5 & 1", LinkType.EN10MB, odd));
        assertEquals(false, accepts("byte 5 & 4", LinkType.EN10MB, odd));
        assertEquals(true, accepts("byte 5 | 4", LinkType.EN10MB, packet(20)));
        assertEquals(true, accepts("byte 5 | 0", LinkType.EN10MB, odd));
        assertEquals(false, accepts("byte 5 | 0", LinkType.EN10MB, packet(20)));
        assertEquals(false, accepts("byte 5 | 1", LinkType.EN10MB, packet(5)), "a byte beyond the end");
    }

    @Test
    void protochainStepsOverAuthenticationHeaders() {
        final byte[] behindTwo = packet(120, 0, 0x45, 9, AH, 20, AH, 21, 4, 44, TCP, 45, 1);
        assertEquals(true, accepts("ip protochain 6", LinkType.RAW, behindTwo));
        assertEquals(false, accepts("ip protochain 17", LinkType.RAW, behindTwo));
        final byte[] behindOptions = packet(120, 0, 0x60, 6, 0, 40, AH, 41, 0, 48, TCP, 49, 4);
        assertEquals(true, accepts("ip6 protochain 6", LinkType.RAW, behindOptions));
    }

    @Test
    void protochainEndsOnEveryPacket() {
        final byte[] endless = new byte[65536];
        Arrays.fill(endless, 40, endless.length, (byte) 0);
        endless[0] = 0x60;
        assertEquals(false, accepts("ip6 protochain 6", LinkType.RAW, endless));
        Arrays.fill(endless, 6, endless.length, (byte) AH);
        assertEquals(false, accepts("ip6 protochain 6", LinkType.RAW, endless));
    }

    @Test
    void whatRejectsAllPacketsIsAFilter() {
        assertEquals(false, accepts("ip6 and tcp[0] = 1", LinkType.EN10MB, packet(80, 12, 0x86, 13, 0xdd)));
    }

    // As libpcap, though it looks odd

    @Test
    void comparisonsOfCircuitsAndPointCodesTakeUnequalForEqual() {
        assertEquals(true, accepts("vpi != 3", LinkType.SUNATM, packet(20, 1, 3)));
        assertEquals(false, accepts("vpi != 3", LinkType.SUNATM, packet(20, 1, 4)));
    }

    @Test
    void arcnetAddressesAreTheirFirstDigitBehind0xd() {
        assertEquals(true, accepts("link src $a4", LinkType.ARCNET, packet(10, 0, 0xda)));
        assertEquals(false, accepts("link src $a4", LinkType.ARCNET, packet(10, 0, 0xa4)));
    }

    @Test
    void numbersThatWaitInRegistersSpoilPlacesOfHeadersOfVariableLength() {
        final byte[] ip = packet(60, 0, 0x08, 24, 0xaa, 25, 0xaa, 30, 0x08);
        assertEquals(true, accepts("ip", LinkType.IEEE802_11, ip));
        assertEquals(false, accepts("1 = 0 or ip", LinkType.IEEE802_11, ip));
        assertEquals(true, accepts("ip or 1 = 0", LinkType.IEEE802_11, ip));
    }

    @Test
    void onlyTheLeftOperandsProtocolIsAskedFor() {
        final byte[] udp = packet(60, 12, 0x08, 14, 0x45, 23, 17, 34, 1);
        assertEquals(true, accepts("ip[0] + tcp[0] = 0x46", LinkType.EN10MB, udp));
        assertEquals(false, accepts("tcp[0] + ip[0] = 0x46", LinkType.EN10MB, udp));
    }

    @Test
    void operandsThatBeginWithZeroDivideByZero() {
        assertThrows(FilterError.class, () -> accepts("len / ip[0] = 1", LinkType.EN10MB, packet(60)));
        assertEquals(true, accepts("len / ip[1 - 1] = 0", LinkType.EN10MB, packet(60, 12, 0x08, 14, 0x45)));
    }

    @Test
    void loopbackFamiliesDependOnWhereThePacketsComeFrom() {
        final byte[] linux = packet(60, 0, 10);
        final byte[] mac = packet(60, 0, 30);
        assertEquals(false, accepts("ip6", LinkType.NULL, Origin.SAVEFILE, linux));
        assertEquals(true, accepts("ip6", LinkType.NULL, Origin.SAVEFILE, mac));
        assertEquals(true, accepts("ip6", LinkType.NULL, Origin.LIVE, linux));
        assertEquals(true, accepts("ip6", LinkType.NULL, Origin.SWAPPED_SAVEFILE, packet(60, 3, 30)));
    }
}
