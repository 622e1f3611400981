package flowc.runtime.worker;

/** What becomes of an {@code every} block at one worker. */
enum IntervalRole {
    /** Another worker owns the table. */
    ABSENT,
    /** The worker owns all of the table and runs the whole block. */
    WHOLE,
    /** Other workers own rows of the table as well: {@code finish} runs when the parts of all have come together. */
    PART
}
