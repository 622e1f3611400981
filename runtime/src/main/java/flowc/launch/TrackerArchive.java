package flowc.launch;

import flowc.runtime.Tracker;
import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.TrackerDescriptor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;

/** How a compiled tracker lies in a jar: its class under its own name, its descriptor as a serialized object. */
public final class TrackerArchive {
    /** Resource that holds the descriptor. */
    public static final String DESCRIPTOR = "META-INF/flowc/tracker.ser";

    /** Main class of the jar: {@code JarMain}, which is compiled by itself. */
    public static final String MAIN_CLASS = "flowc.launch.JarMain";

    private static final ObjectInputFilter FILTER = ObjectInputFilter.Config.createFilter("maxdepth=100;flowc.runtime.**;java.util.*;java.lang.*;!*");

    private TrackerArchive() {}

    /** The bytes of {@link #DESCRIPTOR}; the same descriptor gives the same bytes. */
    public static byte[] encode(TrackerDescriptor descriptor) {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(descriptor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * Loads the tracker that lies beside the runtime in {@code loader}'s jar.
     *
     * @throws IOException when there is none, or it is of another version
     */
    static Tracker load(ClassLoader loader) throws IOException {
        try (InputStream resource = loader.getResourceAsStream(DESCRIPTOR)) {
            if (resource == null) {
                throw new IOException("this jar holds no tracker: " + DESCRIPTOR + " is missing");
            }
            final ObjectInputStream objects = new ObjectInputStream(resource);
            objects.setObjectInputFilter(FILTER);
            final TrackerDescriptor descriptor = (TrackerDescriptor) objects.readObject();
            return Tracker.of(descriptor, Class.forName(descriptor.className(), true, loader).asSubclass(FlowProgram.class));
        } catch (ClassNotFoundException | ClassCastException e) {
            throw new IOException("this jar's tracker is damaged or of another version: " + e.getMessage(), e);
        }
    }
}
