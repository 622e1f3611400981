package flowc.runtime.memory;

/** Memory for what a tracker declares is not there. Thrown at start only; the message is for users. */
public final class OutOfMemoryRegionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutOfMemoryRegionException(String what, long bytes, long taken, String why) {
        super("no memory for " + what + ": it needs " + ByteSize.text(bytes) + ", with the " + ByteSize.text(taken) + " taken before " + sum(bytes, taken) + ", but " + why + "; a smaller 'limit' needs less");
    }

    private static String sum(long bytes, long taken) {
        final long sum = bytes + taken;
        return sum < 0 ? "more than " + ByteSize.text(Long.MAX_VALUE) : ByteSize.text(sum);
    }
}
