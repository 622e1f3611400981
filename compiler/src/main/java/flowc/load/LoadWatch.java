package flowc.load;

/** Who watches what a source of packets measures, and may end it. */
interface LoadWatch {
    /** Measuring begins, to be forgotten later if {@code isRehearsal}. The source's thread. */
    void begin(boolean isRehearsal);

    /** Whether the source is to end now, and the chunk that has begun with it. Often called, by the source's thread. */
    boolean isStopped();
}
