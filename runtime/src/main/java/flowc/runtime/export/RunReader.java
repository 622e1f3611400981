package flowc.runtime.export;

import flowc.runtime.memory.Memory;
import java.io.IOException;

/** Reads one run of a {@link RunFile}, record by record, through a part of memory that holds the largest record at least. One thread. */
final class RunReader {
    private final RunFile file;
    private final int number;
    private final long end;
    private final long part;
    private final long partBytes;
    /** Where in the file the part's bytes come from, and how many they are. */
    private long offset;
    private long filled;
    private long record;

    /** A run has a record. */
    RunReader(RunFile file, int number, RunFile.Run run, long part, long partBytes) throws IOException {
        this.file = file;
        this.number = number;
        this.end = run.end();
        this.part = part;
        this.partBytes = partBytes;
        fill(run.start());
    }

    private void fill(long from) throws IOException {
        offset = from;
        filled = Math.min(partBytes, end - from);
        record = part;
        file.read(from, part, filled);
    }

    /** The run's place among all. */
    int number() {
        return number;
    }

    /** The address of the record that it stands at, right until {@link #next}. */
    long record() {
        return record;
    }

    /** Goes on to the next record; false at the end of the run. */
    boolean next() throws IOException {
        record += Memory.u32(record + RecordLayout.LENGTH_OFFSET);
        if (offset + (record - part) == end) {
            return false;
        }
        final long left = part + filled - record;
        if (left < Integer.BYTES || left < Memory.u32(record + RecordLayout.LENGTH_OFFSET)) {
            fill(offset + (record - part));
        }
        return true;
    }
}
