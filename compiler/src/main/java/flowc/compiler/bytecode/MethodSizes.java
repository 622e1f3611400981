package flowc.compiler.bytecode;

import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;

/** Reads the bytecode length of every method off a class file. Overloaded names would collide; generated classes have none. */
final class MethodSizes {
    private final ClassReader reader;
    private final char[] buffer;
    private int at;

    private MethodSizes(byte[] bytes) {
        this.reader = new ClassReader(bytes);
        this.buffer = new char[reader.getMaxStringLength()];
        this.at = reader.header + 6; // access flags, this, super
    }

    /** Bytes of code by method name, in order of the file. */
    static Map<String, Integer> of(byte[] bytes) {
        return new MethodSizes(bytes).read();
    }

    private Map<String, Integer> read() {
        final int interfaces = u2();
        at += 2 * interfaces;
        for (int fields = u2(); fields > 0; fields--) {
            at += 6;
            codeLength();
        }
        final Map<String, Integer> sizes = new LinkedHashMap<>();
        for (int methods = u2(); methods > 0; methods--) {
            final String name = reader.readUTF8(at + 2, buffer);
            at += 6;
            sizes.put(name, codeLength());
        }
        return sizes;
    }

    /** Skips a member's attributes; the code length that its Code attribute says, 0 without one. */
    private int codeLength() {
        int length = 0;
        for (int attributes = u2(); attributes > 0; attributes--) {
            if ("Code".equals(reader.readUTF8(at, buffer))) {
                length = reader.readInt(at + 10); // name, attribute length, max stack, max locals
            }
            at += 6 + reader.readInt(at + 2);
        }
        return length;
    }

    private int u2() {
        at += 2;
        return reader.readUnsignedShort(at - 2);
    }
}
