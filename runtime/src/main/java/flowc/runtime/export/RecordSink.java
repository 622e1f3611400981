package flowc.runtime.export;

/** Where generated code puts raw records. One worker's own; nothing here allocates or throws. */
public interface RecordSink {
    /**
     * Room for a record of {@code length} bytes whose header is filled in; the fields are zeros.
     *
     * @return its address, or 0 when the sink is full and the source is live: the record is dropped and counted. Files wait instead.
     */
    long begin(long template, long length, long time, long keyHash);

    /** The record begun last is complete. */
    void commit();
}
