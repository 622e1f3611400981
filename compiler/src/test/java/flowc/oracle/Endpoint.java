package flowc.oracle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** An address and, where there is one, a port. */
record Endpoint(Address address, boolean hasPort, int port) {
    static final int KEY_BYTES = 20;

    byte[] key() {
        return ByteBuffer.allocate(KEY_BYTES).order(ByteOrder.nativeOrder()).put(address.key()).put((byte) (hasPort ? 1 : 0)).putShort((short) port).array();
    }

    /** Of an IPv4 endpoint: 7 bytes, the address's, one that tells whether there is a port, and the port's. Endpoints are ordered as these numbers are. */
    long compactWord() {
        final int number = ByteBuffer.wrap(address.wire()).order(ByteOrder.nativeOrder()).getInt();
        final short inOrder = ByteBuffer.allocate(2).putShort((short) port).order(ByteOrder.nativeOrder()).getShort(0);
        return (number & 0xffff_ffffL) << 24 | (hasPort ? 1 : 0) << 16 | inOrder & 0xffff;
    }

    /** As it lies in a compact key. */
    byte[] compactKey() {
        final boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        final byte[] word = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(compactWord()).array();
        return Arrays.copyOfRange(word, little ? 0 : 1, little ? 7 : 8);
    }

    String text() {
        return !hasPort ? address.text() : address.family() == 4 ? address.text() + ":" + port : "[" + address.text() + "]:" + port;
    }

    /** Members {@code name} and {@code name_port} of a JSON object. */
    String members(String name) {
        return "\"" + name + "\":\"" + address.text() + "\",\"" + name + "_port\":" + (hasPort ? port : "null");
    }
}
