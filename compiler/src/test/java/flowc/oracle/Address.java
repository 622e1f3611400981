package flowc.oracle;

import java.nio.ByteBuffer;

/** An address of the small world that packets of tests come from. */
record Address(int family, int host) {
    String text() {
        return family == 4 ? "10.0.0." + host : "2001:db8::" + Integer.toHexString(host);
    }

    /** In network order. */
    byte[] wire() {
        return family == 4 ? new byte[] {10, 0, 0, (byte) host}
                : ByteBuffer.allocate(16).putInt(0x20010db8).putInt(12, host).array();
    }

    /** As {@code docs} say an {@code ip} lies in a key: 16 bytes, those of IPv4 last, then the family. */
    byte[] key() {
        final byte[] wire = wire();
        return ByteBuffer.allocate(17).put(16 - wire.length, wire).put(16, (byte) family).array();
    }
}
