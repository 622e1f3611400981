package flowc.runtime.memory;

/**
 * The pages of a mapped file while it is read from front to back: those of the next few MiB are asked for before they are needed, so that a disk
 * works while packets are handled, the lines just ahead are loaded into the core's cache, and pages far behind are given back, so that a process is not as
 * large as the file it reads. None of it changes what a byte of the mapping reads as: a page that was given back comes again when somebody reads it. The
 * system is only called on Linux. One thread.
 */
public final class FilePages {
    /** How often the system is called: a few µs each. */
    static final long STEP_BYTES = 8L << 20;

    /** More than lies between a reader and the slowest of its workers. */
    static final long KEPT_BYTES = 4 * STEP_BYTES;

    /** How far ahead lines are loaded: more than a burst of packets, and little beside a core's own cache. */
    static final long LOADED_BYTES = 32 << 10;

    /** Of a file that is read and of the one before, which the slowest workers may still be at. */
    private static final long RESIDENT_BYTES = KEPT_BYTES + 2 * STEP_BYTES;

    private final long address;
    private final long bytes;
    private long nextStep;
    private long returned;
    private long loaded;
    /** Of what was loaded, so that the loads are not left out. */
    private long sum;

    /** A mapping that begins at a page. */
    public FilePages(long address, long bytes) {
        this.address = address;
        this.bytes = bytes;
    }

    /** How much memory mapped files of {@code bytes} bytes together may take while they are read one after the other. */
    public static long mostResident(long bytes) {
        return LinuxMemory.AVAILABLE ? Math.min(bytes, RESIDENT_BYTES) : bytes;
    }

    /** Reading has come to {@code offset}, which does not fall. */
    public void readUpTo(long offset) {
        if (offset >= nextStep && LinuxMemory.AVAILABLE) {
            step(offset);
        }
        load(offset);
    }

    /**
     * Loads the next lines. Where a record begins is known when the one before has come from memory, so who only reads on waits for each; lines
     * that do not wait for each other come as fast as memory gives them.
     */
    private void load(long offset) {
        final long end = Math.min(offset + LOADED_BYTES, bytes);
        final long begin = Math.max(loaded, offset);
        loaded = Math.max(loaded, end);
        try {
            long read = 0;
            for (long at = begin; at < end; at += CacheLine.BYTES) {
                read += RawMemory.get8(address + at);
            }
            sum += read;
        } catch (final InternalError _) {
            // The file was cut. What comes before can still be read, and who reads on finds out where.
            loaded = bytes;
        }
    }

    private void step(long offset) {
        final long ahead = Math.min(nextStep == 0 ? 0 : nextStep + STEP_BYTES, bytes);
        nextStep = offset - offset % STEP_BYTES + STEP_BYTES;
        final long end = Math.min(nextStep + STEP_BYTES, bytes);
        if (end > ahead) {
            LinuxMemory.adviseSoon(address + ahead, end - ahead);
        }
        final long done = nextStep - STEP_BYTES - KEPT_BYTES;
        if (done > returned) {
            LinuxMemory.adviseDone(address + returned, done - returned);
            returned = done;
        }
    }
}
