package flowc.cli.kept;

import flowc.cli.kept.Imports.Imported;
import flowc.compiler.CompiledTracker;
import flowc.compiler.source.Source;
import flowc.launch.archive.PackedDescriptor;
import flowc.launch.archive.Packer;
import flowc.launch.archive.Unpacker;
import java.io.IOException;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A kept tracker: all that the compiler was given, and what it made of it. Texts are there in full: comparing them is surer than comparing hashes, and the first
 * use of SHA-256 in a process takes 20 ms.
 *
 * <pre> 0        4       8        12
 *       | MAGIC  | CRC   | length | content, of which the CRC is | </pre>
 */
record Entry(String program, String name, String text, List<Imported> imports, CompiledTracker tracker) {
    /** Another number for another form of the content. */
    private static final int MAGIC = 0xf10c_0001;

    byte[] toBytes() {
        final Packer out = new Packer();
        out.text(program).text(name).text(text).list(imports, Entry::putImported);
        PackedDescriptor.put(out, tracker.descriptor());
        final byte[] content = out.bytes(tracker.classBytes()).toBytes();
        return new Packer().number(MAGIC).number(checksum(content)).bytes(content).toBytes();
    }

    /** @throws IOException when {@link #toBytes} did not make {@code bytes}, in this or an equal program */
    static Entry of(byte[] bytes) throws IOException {
        try {
            final Unpacker in = new Unpacker(bytes);
            final int magic = in.number();
            final int checksum = in.number();
            final byte[] content = in.bytes();
            in.end();
            if (magic != MAGIC || checksum != checksum(content)) {
                throw new IOException("no entry of this version, or a damaged one");
            }
            return entry(new Unpacker(content));
        } catch (Unpacker.Damaged e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    boolean isOf(String otherProgram, Source tracker) {
        return program.equals(otherProgram) && name.equals(tracker.name()) && text.equals(tracker.text());
    }

    private static Entry entry(Unpacker in) {
        final Entry entry = new Entry(in.text(), in.text(), in.text(), in.list(Entry::imported), new CompiledTracker(PackedDescriptor.descriptor(in), in.bytes()));
        in.end();
        return entry;
    }

    private static void putImported(Packer out, Imported imported) {
        out.text(imported.importer()).text(imported.path()).text(imported.name()).text(imported.text());
    }

    private static Imported imported(Unpacker in) {
        return new Imported(in.text(), in.text(), in.text(), in.text());
    }

    // Against accidents. Whoever may write here may write the program too, which lies beside it.
    private static int checksum(byte[] content) {
        final CRC32 checksum = new CRC32();
        checksum.update(content);
        return (int) checksum.getValue();
    }
}
