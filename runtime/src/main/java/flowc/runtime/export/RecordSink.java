package flowc.runtime.export;

/** Where generated code puts raw records. One worker's own; nothing here allocates or throws. */
public interface RecordSink {
    /**
     * Room for a record of {@code length} bytes whose header is filled in; the fields are zeros. Where records are to be sorted, {@code keyBytes}
     * follow for the key of the row, and the record's header says where: the caller writes it there.
     *
     * @param keyBytes 0 outside of a row
     * @return its address, or 0 when the sink is full and the source is live: the record is dropped and counted. Files wait instead.
     */
    long begin(long template, long length, long time, long keyBytes);

    /** The record begun last is complete. */
    void commit();
}
