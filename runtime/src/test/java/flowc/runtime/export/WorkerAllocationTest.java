package flowc.runtime.export;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import flowc.runtime.memory.Memory;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The check runs in a Java process of its own, because looking up regions, which the test suites do at every access, allocates. */
class WorkerAllocationTest {
    private static final int FIELDS = (int) RecordLayout.FIELDS_OFFSET;
    private static final int RECORDS = 1_000_000;

    @Test
    void aMillionRecordsAllocateNothingOnTheWorker() throws IOException, InterruptedException {
        final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        final Process process = new ProcessBuilder(java, "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Main.class.getName()).redirectErrorStream(true).start();
        final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        assertEquals("allocated 0 bytes, wrote " + 2 * RECORDS + " records", said.lines().toList().getLast(), said);
    }

    /** Prints what the worker, which is the main thread, allocated while it wrote records. */
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws IOException {
            final RecordTemplate template = Lines.emitTemplate(List.of(new FieldType.Field("n", new FieldType.Unsigned(8), FIELDS)));
            final OutputOptions options = OutputOptions.of(OutputOptions.Format.JSON).withSizes(new OutputOptions.Sizes(16 << 10, 4, 0, 1 << 20));
            final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            try (RecordOutput output = RecordOutput.open(OutputStream.nullOutputStream(), List.of(template), options)) {
                final ChunkSink sink = output.newSink();
                write(sink);
                threads.getCurrentThreadAllocatedBytes();
                final long before = threads.getCurrentThreadAllocatedBytes();
                write(sink);
                final long allocated = threads.getCurrentThreadAllocatedBytes() - before;
                output.close();
                System.out.println("allocated " + allocated + " bytes, wrote " + output.written() + " records");
            }
        }

        private static void write(ChunkSink sink) {
            for (int i = 0; i < RECORDS; i++) {
                final long record = sink.begin(0, FIELDS + 8 + (i & 63), i, i);
                Memory.putI64(record + FIELDS, i);
                sink.commit();
                if ((i & 63) == 0) {
                    sink.flush();
                }
            }
        }
    }
}
