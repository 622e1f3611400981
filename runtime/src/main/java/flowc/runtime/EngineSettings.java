package flowc.runtime;

import flowc.runtime.program.TrackerDescriptor.Param;
import java.math.BigInteger;
import java.util.List;

/**
 * How a tracker is run.
 *
 * @param params a value for every parameter of the tracker
 * @param hashSeed mixed into the hash of every key; the same seed and packets give the same result even at a table's limit
 */
public record EngineSettings(List<ParamValue> params, long hashSeed) {
    /** The seed of runs on files, so that they repeat. */
    public static final long FILE_HASH_SEED = 0x5eed_f10c_5eed_f10cL;

    public EngineSettings {
        params = List.copyOf(params);
    }

    /**
     * Reads a seed as a user writes it: any 64-bit number.
     *
     * @throws InvalidSetting naming {@code option} when the text is something else
     */
    public static long seed(String option, String text) {
        final BigInteger value = Quantity.count(text).orElseThrow(() -> new InvalidSetting(option + " expects a whole number, got '" + text + "'"));
        if (value.bitLength() > Long.SIZE) {
            throw new InvalidSetting(option + " expects a number of at most 64 bits, got '" + text + "'");
        }
        return value.longValue();
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
}
