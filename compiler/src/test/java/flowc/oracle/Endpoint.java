package flowc.oracle;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** An address and, where there is one, a port. */
record Endpoint(Address address, boolean hasPort, int port) {
    static final int KEY_BYTES = 20;

    byte[] key() {
        return ByteBuffer.allocate(KEY_BYTES).order(ByteOrder.nativeOrder()).put(address.key()).put((byte) (hasPort ? 1 : 0)).putShort((short) port).array();
    }

    String text() {
        return !hasPort ? address.text() : address.family() == 4 ? address.text() + ":" + port : "[" + address.text() + "]:" + port;
    }

    /** Members {@code name} and {@code name_port} of a JSON object. */
    String members(String name) {
        return "\"" + name + "\":\"" + address.text() + "\",\"" + name + "_port\":" + (hasPort ? port : "null");
    }
}
