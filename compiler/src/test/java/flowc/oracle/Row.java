package flowc.oracle;

/** One flow of a table, as the model keeps it. */
final class Row {
    final Table table;
    final Key key;
    final long hash;
    /** Whose packet began it; null where a handler made it. */
    final Seen first;
    final long start;
    /** Where its memory is: freed places are used again, the last one freed first. */
    final int place;
    long lastSeen;
    boolean live = true;
    int pins;
    long n;
    int small = 65_530;
    long q;
    long count;
    long countBefore;
    long bytes;
    long last;
    Endpoint home;
    Key who;

    Row(Table table, Key key, Seen first, long time, int place) {
        this.table = table;
        this.key = key;
        this.hash = key.hash(table.seed());
        this.first = first;
        this.start = time;
        this.lastSeen = time;
        this.place = place;
    }

    private long idleEnd() {
        return table.spec().idle() == 0 ? Long.MAX_VALUE : lastSeen + table.spec().idle();
    }

    private long activeEnd() {
        return table.spec().active() == 0 ? Long.MAX_VALUE : start + table.spec().active();
    }

    long end() {
        return Math.min(idleEnd(), activeEnd());
    }

    boolean endsActive() {
        return activeEnd() <= idleEnd();
    }

    /** A gap longer than {@code idle} ends a flow; a packet at start + {@code active} is a new one's. */
    boolean isDue(long clock) {
        return idleEnd() < clock || activeEnd() <= clock && activeEnd() != Long.MAX_VALUE;
    }
}
