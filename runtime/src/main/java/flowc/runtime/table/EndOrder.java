package flowc.runtime.table;

/** In which order a table's rows end when their time is over, as far as somebody minds. */
public enum EndOrder {
    /** One by one, by deadline, each before the first packet that comes after it. */
    STRICT,
    /** The same as long as few are due; when many are, as after a gap, packets do not wait for all of them. Nobody finds a row whose time is over. */
    STRICT_FOR_FEW,
    /** Any, and any time before somebody looks. */
    ANY;

    /** Idle times are looked at where packets look anyway, active ones are not: they end by deadline. */
    EndOrder with(TableSettings settings) {
        return this == ANY && settings.activeNanos() != Long.MAX_VALUE ? STRICT_FOR_FEW : this;
    }
}
