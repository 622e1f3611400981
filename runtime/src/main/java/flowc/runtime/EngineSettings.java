package flowc.runtime;

import flowc.runtime.program.TrackerDescriptor.Param;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * How a tracker is run.
 *
 * @param params a value for every parameter of the tracker
 * @param hashSeed mixed into the hash of every key; the same seed and packets give the same result even at a table's limit
 * @param memoryBytes what the whole process may take, {@link #NO_BUDGET} for what the machine has
 * @param workers 1 to {@link #MOST_WORKERS}, or {@link #AUTOMATIC}
 * @param relaxedOrder whether packets of different rows may be handled out of order, where {@code TrackerDescriptor.Group.relaxed} tells how
 */
public record EngineSettings(List<ParamValue> params, long hashSeed, long memoryBytes, int workers, boolean relaxedOrder) {
    public static final long NO_BUDGET = Long.MAX_VALUE;

    /** The seed of runs on files, so that they repeat. */
    public static final long FILE_HASH_SEED = 0x5eed_f10c_5eed_f10cL;

    /** One worker for each processor; one alone where the input is known to be so short that threads would cost more than they bring. */
    public static final int AUTOMATIC = 0;

    public static final int MOST_WORKERS = 256;

    private static final long WORTH_IT_BYTES = 4 << 20;

    public EngineSettings {
        params = List.copyOf(params);
        if (workers < 0 || workers > MOST_WORKERS) {
            throw new InvalidSetting("the number of workers must be 1 to " + MOST_WORKERS + ", got " + workers);
        }
    }

    /** One worker, without a budget of memory. */
    public EngineSettings(List<ParamValue> params, long hashSeed) {
        this(params, hashSeed, NO_BUDGET, 1, false);
    }

    /** Every parameter at its default; an {@link InvalidSetting} names one that has none. */
    public static EngineSettings defaults(Tracker tracker) {
        return new EngineSettings(tracker.descriptor().params().stream().map(EngineSettings::byDefault).toList(), FILE_HASH_SEED);
    }

    private static ParamValue byDefault(Param param) {
        if (param.text() == null) {
            throw new InvalidSetting("--" + param.name() + " is required");
        }
        return ParamValue.parse(param, param.text());
    }

    /** The same with a budget of memory. */
    public EngineSettings withMemory(long bytes) {
        return new EngineSettings(params, hashSeed, bytes, workers, relaxedOrder);
    }

    public EngineSettings withWorkers(int number) {
        return new EngineSettings(params, hashSeed, memoryBytes, number, relaxedOrder);
    }

    /** The same where tables that look each other's rows up may be spread, and records depend on timing. */
    public EngineSettings withRelaxedOrder(boolean relaxed) {
        return new EngineSettings(params, hashSeed, memoryBytes, workers, relaxed);
    }

    /** How many workers run over an input of {@code bytes} bytes, 0: of unknown length. */
    int workersFor(long bytes) {
        final boolean isShort = bytes > 0 && bytes < WORTH_IT_BYTES;
        return workers != AUTOMATIC ? workers : isShort ? 1 : Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Reads a number of workers as a user writes it.
     *
     * @throws InvalidSetting naming {@code option} when the text is something else
     */
    public static int workers(String option, String text) {
        final BigInteger value = Quantity.count(text).orElse(BigInteger.ZERO);
        if (value.signum() <= 0 || value.compareTo(BigInteger.valueOf(MOST_WORKERS)) > 0) {
            throw new InvalidSetting(option + " expects a number of 1 to " + MOST_WORKERS + ", got '" + text + "'");
        }
        return value.intValue();
    }

    /**
     * Reads an amount of memory as a user writes it: {@code 2GiB}, {@code 512 MiB}.
     *
     * @throws InvalidSetting naming {@code option} when the text is something else, or 0
     */
    public static long memory(String option, String text) {
        final Optional<BigInteger> value = Quantity.count(text).filter(bytes -> bytes.signum() > 0 && bytes.bitLength() < Long.SIZE);
        return value.orElseThrow(() -> new InvalidSetting(option + " expects an amount of memory such as 2GiB or 512MiB, got '" + text + "'")).longValue();
    }

    /**
     * Reads a seed as a user writes it: any number of 64 bits, with a sign or without.
     *
     * @throws InvalidSetting naming {@code option} when the text is something else
     */
    public static long seed(String option, String text) {
        final BigInteger value = Quantity.count(text).orElseThrow(() -> new InvalidSetting(option + " expects a whole number, got '" + text + "'"));
        // bitLength leaves the sign out.
        if (value.bitLength() > (value.signum() < 0 ? Long.SIZE - 1 : Long.SIZE)) {
            throw new InvalidSetting(option + " expects a number of at most 64 bits, got '" + text + "'");
        }
        return value.longValue();
    }
}
