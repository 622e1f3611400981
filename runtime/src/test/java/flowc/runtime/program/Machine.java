package flowc.runtime.program;

import java.util.List;

/** What the tables under test and the reference model both can do. Keys are small numbers; rows are whatever the machine calls one. */
interface Machine {
    enum Touch {
        REFUSED, FOUND, CREATED
    }

    void advance(long time);

    void endOfInput();

    Touch touch(int table, int key, long time, long rank);

    boolean contains(int table, int key);

    void refresh(int table, int key, long time);

    /** Ends the flow of a key for {@code EXPIRED} when it is there. */
    void expire(int table, int key, long time);

    /** Ends a row that a callback named. */
    void expireRow(int table, Object row, long time);

    /** Pins the row of a key when it is there. */
    void pin(int table, int key);

    /** Takes the oldest pin away, if any. */
    void unpin();

    /** Every row as text, sorted. */
    List<String> contents();

    /** All counters as text. */
    String counters();
}
