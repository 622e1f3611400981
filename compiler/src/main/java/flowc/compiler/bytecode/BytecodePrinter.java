package flowc.compiler.bytecode;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.Textifier;
import org.objectweb.asm.util.TraceClassVisitor;

/** A listing of a class file for readers, as {@code javap} gives. */
public final class BytecodePrinter {
    private BytecodePrinter() {}

    public static String print(byte[] bytes) {
        final StringWriter text = new StringWriter();
        new ClassReader(bytes).accept(new TraceClassVisitor(null, new Textifier(), new PrintWriter(text)), 0);
        return text.toString();
    }
}
