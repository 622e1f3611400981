package flowc.launch.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.launch.TrackerArchive;
import flowc.runtime.export.FieldType;
import flowc.runtime.program.TrackerDescriptor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code -Dflowc.seed=N} repeats a run. */
class PackedDescriptorTest {
    private static final int DESCRIPTORS = 300;

    private final long seed = Long.getLong("flowc.seed", 20261122);
    private final Random random = new Random(seed);
    private final RandomDescriptors descriptors = new RandomDescriptors(random);

    @Test
    void whatWasPutIsReadWhateverItIs() throws IOException {
        final StringBuilder all = new StringBuilder();
        for (int i = 0; i < DESCRIPTORS; i++) {
            final TrackerDescriptor descriptor = descriptors.next();
            final byte[] bytes = TrackerArchive.encode(descriptor);
            final TrackerDescriptor read = TrackerArchive.decode(bytes);
            assertEquals(descriptor, read, () -> "seed=" + seed);
            assertArrayEquals(bytes, TrackerArchive.encode(read), () -> "seed=" + seed);
            all.append(descriptor);
        }
        final List<String> never = Stream.of(FieldType.class.getPermittedSubclasses()).map(Class::getSimpleName).filter(name -> all.indexOf(name + "[") < 0).toList();
        assertEquals(List.of(), never, () -> "types that were not tried, seed=" + seed);
    }

    @Test
    void whatIsCutOrHasMoreBehindItIsRefused() {
        final byte[] bytes = TrackerArchive.encode(descriptors.next());
        for (int length = 0; length <= bytes.length + 1; length++) {
            final byte[] other = Arrays.copyOf(bytes, length);
            if (length != bytes.length) {
                assertThrows(IOException.class, () -> TrackerArchive.decode(other), () -> other.length + " bytes, seed=" + seed);
            }
        }
    }

    @Test
    void changedBytesAreReadAsSomethingOrRefused() {
        int refused = 0;
        for (int i = 0; i < DESCRIPTORS; i++) {
            final byte[] bytes = TrackerArchive.encode(descriptors.next());
            for (int change = 0; change <= random.nextInt(3); change++) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                TrackerArchive.decode(bytes);
            } catch (IOException _) {
                refused++;
            }
        }
        assertTrue(refused > 0, () -> "seed=" + seed);
    }

    @Test
    void valuesWithinValuesWithoutEndAreRefused() {
        final byte[] maybe = Arrays.copyOf(bytes(new FieldType.Maybe(new FieldType.Bool())), Integer.BYTES);
        final byte[] many = new byte[100_000 * maybe.length];
        for (int i = 0; i < many.length; i++) {
            many[i] = maybe[i % maybe.length];
        }
        assertThrows(Unpacker.Damaged.class, () -> PackedTypes.type(new Unpacker(many)));
    }

    private static byte[] bytes(FieldType type) {
        final Packer out = new Packer();
        PackedTypes.put(out, type);
        return out.toBytes();
    }
}
