package flowc.launch;

import flowc.launch.archive.PackedDescriptor;
import flowc.launch.archive.Packer;
import flowc.launch.archive.Unpacker;
import flowc.runtime.Tracker;
import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.TrackerDescriptor;
import java.io.IOException;
import java.io.InputStream;

/** How a compiled tracker lies in a jar: its class under its own name, its descriptor as bytes. */
public final class TrackerArchive {
    /** Resource that holds the descriptor. */
    public static final String DESCRIPTOR = "META-INF/flowc/tracker.descriptor";

    /** Main class of the jar: {@code JarMain}, which is compiled by itself. */
    public static final String MAIN_CLASS = "flowc.launch.JarMain";

    private TrackerArchive() {}

    /** The bytes of {@link #DESCRIPTOR}; the same descriptor gives the same bytes. */
    public static byte[] encode(TrackerDescriptor descriptor) {
        final Packer bytes = new Packer();
        PackedDescriptor.put(bytes, descriptor);
        return bytes.toBytes();
    }

    /**
     * The descriptor that {@link #encode} made {@code bytes} of.
     *
     * @throws IOException when they are something else
     */
    public static TrackerDescriptor decode(byte[] bytes) throws IOException {
        try {
            final Unpacker in = new Unpacker(bytes);
            final TrackerDescriptor descriptor = PackedDescriptor.descriptor(in);
            in.end();
            return descriptor;
        } catch (Unpacker.Damaged e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /**
     * Loads the tracker that lies beside the runtime in {@code loader}'s jar.
     *
     * @throws IOException when there is none, or it is of another version
     */
    static Tracker load(ClassLoader loader) throws IOException {
        final byte[] bytes = resource(loader);
        try {
            final TrackerDescriptor descriptor = decode(bytes);
            return Tracker.of(descriptor, Class.forName(descriptor.className(), true, loader).asSubclass(FlowProgram.class));
        } catch (IOException | ClassNotFoundException | ClassCastException e) {
            throw new IOException("this jar's tracker is damaged or of another version: " + e.getMessage(), e);
        }
    }

    private static byte[] resource(ClassLoader loader) throws IOException {
        try (InputStream resource = loader.getResourceAsStream(DESCRIPTOR)) {
            if (resource == null) {
                throw new IOException("this jar holds no tracker: " + DESCRIPTOR + " is missing");
            }
            return resource.readAllBytes();
        }
    }
}
