package flowc.runtime.memory;

/**
 * The pages of a mapped file while it is read from front to back: those of the next few MiB are asked for before they are needed, so that a disk
 * works while packets are handled, and those far behind are given back, so that a process is not as large as the file it reads. Neither changes what a
 * byte of the mapping reads as: a page that was given back comes again when somebody reads it. Does nothing where the system is not Linux. One thread.
 */
public final class FilePages {
    /** How often the system is called: a few µs each. */
    static final long STEP_BYTES = 8L << 20;

    /** More than lies between a reader and the slowest of its workers. */
    static final long KEPT_BYTES = 4 * STEP_BYTES;

    private final long address;
    private final long bytes;
    private long nextStep;
    private long returned;

    /** A mapping that begins at a page. */
    public FilePages(long address, long bytes) {
        this.address = address;
        this.bytes = bytes;
    }

    /** Reading has come to {@code offset}, which does not fall but by {@link #rewind}. */
    public void readUpTo(long offset) {
        if (offset >= nextStep && LinuxMemory.AVAILABLE) {
            step(offset);
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

    /** Reading begins anew. */
    public void rewind() {
        if (LinuxMemory.AVAILABLE) {
            LinuxMemory.adviseDone(address + returned, bytes - returned);
        }
        nextStep = 0;
        returned = 0;
    }
}
