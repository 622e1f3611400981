package flowc.load;

import java.util.Optional;

/**
 * Packets that found a queue full, and how far it was from that.
 *
 * @param measured while it was measured
 * @param settling before, while pacing settled
 * @param mostWaiting packets that waited in a queue at once, at most, while it was measured
 * @param withoutStalls how many of the measured had been lost as well if the machine had never taken the core away; unknown where several threads work for one queue
 */
public record Losses(long measured, long settling, long mostWaiting, Optional<Long> withoutStalls) {
    static final Losses NONE = new Losses(0, 0, 0, Optional.empty());

    Losses plus(Losses other) {
        return new Losses(measured + other.measured, settling + other.settling, Math.max(mostWaiting, other.mostWaiting), withoutStalls.isPresent() && other.withoutStalls.isPresent()
                ? Optional.of(withoutStalls.get() + other.withoutStalls.get()) : withoutStalls.or(other::withoutStalls));
    }
}
