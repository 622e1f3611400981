package flowc.runtime.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Rfc5952Test {
    @ParameterizedTest
    @CsvSource({
        // section 4.1: leading zeros go
        "2001:0db8:0:0:0:0:0:0001, 2001:db8::1",
        "2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
        // section 4.2.1: as short as can be
        "2001:db8:0:0:0:0:2:1, 2001:db8::2:1",
        "2001:db8:0:0:0:0:0:1, 2001:db8::1",
        "0:0:0:0:0:0:0:1, ::1",
        "0:0:0:0:0:0:0:0, ::",
        "1:0:0:0:0:0:0:0, 1::",
        "1:2:3:4:5:6:0:0, 1:2:3:4:5:6::",
        "0:0:3:4:5:6:7:8, ::3:4:5:6:7:8",
        // section 4.2.2: one zero group is not shortened
        "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
        "0:2:3:4:5:6:7:8, 0:2:3:4:5:6:7:8",
        "1:2:3:4:5:6:7:0, 1:2:3:4:5:6:7:0",
        // section 4.2.3: the longest run, the first of equal ones
        "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
        "1:0:0:0:5:0:0:8, 1::5:0:0:8",
        // section 4.3: lower case
        "2001:DB8:AAAA:BBBB:CCCC:DDDD:EEEE:AAAA, 2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa",
        "0a0b:00c0:0d00:e000:1:10:100:1000, a0b:c0:d00:e000:1:10:100:1000",
    })
    void writesTheRecommendedForm(String written, String expected) {
        final String[] groups = written.split(":");
        long high = 0;
        long low = 0;
        for (int i = 0; i < 4; i++) {
            high = high << 16 | Integer.parseInt(groups[i], 16);
            low = low << 16 | Integer.parseInt(groups[i + 4], 16);
        }
        assertEquals(expected, text(high, low));
    }

    @Test
    void writesMappedAddressesInMixedNotation() {
        assertEquals("::ffff:192.0.2.1", text(0, 0xffff_c000_0201L)); // section 5
        assertEquals("::ffff:0.0.0.0", text(0, 0xffff_0000_0000L));
        assertEquals("::c000:201", text(0, 0xc000_0201L)); // IPv4-compatible addresses are deprecated and need no prefix
        assertEquals("64:ff9b::c000:201", text(0x0064_ff9b_0000_0000L, 0xc000_0201L));
    }

    @Test
    void readsBackAsTheSameAddressAndIsNeverLongerThanNeeded() throws UnknownHostException {
        final long seed = Long.getLong("flowc.seed", 20261121);
        final Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            final byte[] address = randomAddress(random);
            final ByteBuffer words = ByteBuffer.wrap(address);
            final long high = words.getLong();
            final long low = words.getLong();
            final String text = text(high, low);
            assertArrayEquals(address, parse(text), () -> "seed " + seed + ": " + text);
            assertFalse(text.matches(".*::.*::.*|.*:::.*|.*\\b0[0-9a-f].*|.*[A-F].*"), () -> "seed " + seed + ": " + text);
            assertFalse(!text.contains("::") && text.matches("(.*:)?0:0(:.*)?"), () -> "seed " + seed + ": " + text);
        }
    }

    /** Few distinct groups, so that runs of zeros of every length and place come up. */
    private static byte[] randomAddress(Random random) {
        final byte[] address = new byte[16];
        for (int group = 0; group < 8; group++) {
            if (random.nextInt(3) != 0) {
                address[2 * group] = (byte) (random.nextBoolean() ? 0 : random.nextInt(256));
                address[2 * group + 1] = (byte) (random.nextInt(4) == 0 ? random.nextInt(16) : random.nextInt(256));
            }
        }
        return address;
    }

    private static byte[] parse(String text) throws UnknownHostException {
        final byte[] parsed = InetAddress.getByName(text).getAddress();
        if (parsed.length == 16) {
            return parsed;
        }
        final byte[] mapped = new byte[16]; // the JDK turns mapped addresses into IPv4
        Arrays.fill(mapped, 10, 12, (byte) 0xff);
        System.arraycopy(parsed, 0, mapped, 12, 4);
        return mapped;
    }

    private static String text(long high, long low) {
        final TextBuffer out = new TextBuffer(8);
        Rfc5952.write(out, high, low);
        return out.toString();
    }
}
