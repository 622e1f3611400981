package flowc.oracle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An address and, where there is one, a port. */
record Endpoint(Address address, boolean hasPort, int port) {
    static final int KEY_BYTES = 20;

    byte[] key() {
        return ByteBuffer.allocate(KEY_BYTES).order(ByteOrder.nativeOrder()).put(address.key()).put((byte) (hasPort ? 1 : 0)).putShort((short) port).array();
    }

    /** As an IPv4 endpoint lies in a compact key: one word whose upper half is the address's bytes and whose lower half tells the port. */
    byte[] compactKey() {
        final int number = ByteBuffer.wrap(address.wire()).order(ByteOrder.nativeOrder()).getInt();
        final short inOrder = ByteBuffer.allocate(2).putShort((short) port).order(ByteOrder.nativeOrder()).getShort(0);
        final long word = (number & 0xffff_ffffL) << 32 | (hasPort ? 1 : 0) << 16 | inOrder & 0xffff;
        return ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putLong(word).array();
    }

    String text() {
        return !hasPort ? address.text() : address.family() == 4 ? address.text() + ":" + port : "[" + address.text() + "]:" + port;
    }

    /** Members {@code name} and {@code name_port} of a JSON object. */
    String members(String name) {
        return "\"" + name + "\":\"" + address.text() + "\",\"" + name + "_port\":" + (hasPort ? port : "null");
    }
}
