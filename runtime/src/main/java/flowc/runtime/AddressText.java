package flowc.runtime;

import java.net.InetAddress;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Addresses and bytes from text to the form in which fields hold them. No name is ever looked up. */
final class AddressText {
    private static final Pattern IP4 = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})");
    private static final Pattern IP6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}([:-][0-9a-fA-F]{2}){5}");
    private static final Pattern ENDPOINT = Pattern.compile("(?:\\[([^]]*)]|([^:]*))(?::(\\d{1,5}))?");

    private AddressText() {}

    static Optional<Long> mac(String text) {
        return MAC.matcher(text).matches() ? Optional.of(Long.parseLong(text.replaceAll("[:-]", ""), 16)) : Optional.empty();
    }

    /** The address as a number. */
    static Optional<Long> ip4(String text) {
        final Matcher matcher = IP4.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long address = 0;
        for (int part = 1; part <= 4; part++) {
            final int value = Integer.parseInt(matcher.group(part));
            if (value > 255) {
                return Optional.empty();
            }
            address = address << 8 | value;
        }
        return Optional.of(address);
    }

    /** 16 bytes in network order. */
    static Optional<byte[]> ip6(String text) {
        if (!IP6.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            final InetAddress address = InetAddress.ofLiteral(text);
            return Optional.of(address instanceof Inet4Address mapped ? mapped(mapped.getAddress()) : address.getAddress());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    // The JDK turns ::ffff:a.b.c.d into an IPv4 address; on the wire it is an IPv6 one.
    private static byte[] mapped(byte[] ip4) {
        return ByteBuffer.allocate(16).putShort(10, (short) 0xffff).put(12, ip4).array();
    }

    /** 16 bytes, then the family, 4 or 6. */
    static Optional<byte[]> ip(String text) {
        final Optional<byte[]> ip4 = ip4(text).map(address -> ByteBuffer.allocate(17).putInt(12, (int) (long) address).put(16, (byte) 4).array());
        return ip4.isPresent() ? ip4 : ip6(text).map(address -> ByteBuffer.allocate(17).put(0, address).put(16, (byte) 6).array());
    }

    /** An ip (17 bytes), whether there is a port (1), the port (2). */
    static Optional<byte[]> endpoint(String text) {
        final Optional<byte[]> whole = ip(text);
        if (whole.isPresent()) {
            return whole.map(address -> ParamReader.buffer(20).put(0, address).array());
        }
        final Matcher matcher = ENDPOINT.matcher(text);
        if (!matcher.matches() || matcher.group(3) == null || Integer.parseInt(matcher.group(3)) > 0xffff) {
            return Optional.empty();
        }
        final String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        final short port = (short) Integer.parseInt(matcher.group(3));
        return ip(host).map(address -> ParamReader.buffer(20).put(0, address).put(17, (byte) 1).putShort(18, port).array());
    }

    static Optional<byte[]> hex(String text) {
        try {
            return Optional.of(HexFormat.of().parseHex(text.startsWith("0x") ? text.substring(2) : text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
