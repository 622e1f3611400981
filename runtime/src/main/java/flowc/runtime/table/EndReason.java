package flowc.runtime.table;

/** Why a flow ended; the ordinal is what generated code and records carry. */
public enum EndReason {
    /** No packet for longer than the idle timeout. */
    IDLE,
    /** The active timeout was reached. */
    ACTIVE,
    /** The protocol closed it. */
    CLOSED,
    /** The table was at its limit. */
    EVICTED,
    /** The tracker said {@code expire}. */
    EXPIRED,
    /** The end of input. */
    END
}
