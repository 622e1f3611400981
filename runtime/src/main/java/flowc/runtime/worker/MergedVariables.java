package flowc.runtime.worker;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.program.TrackerDescriptor.Variable;
import java.util.List;

/**
 * The variables of one interval, put together from those of several workers, each of which began with what {@code init} sets. One thread at a time.
 * <pre> | value as init sets it, 8-byte aligned, per variable | the same, merged | </pre>
 */
final class MergedVariables implements AutoCloseable {
    private final List<Variable> variables;
    private final long[] places;
    private final long bytes;
    private final Region region;

    MergedVariables(List<Variable> variables) {
        this.variables = variables;
        this.places = new long[variables.size()];
        long used = 0;
        for (int i = 0; i < places.length; i++) {
            places[i] = used;
            used += Memory.align(variables.get(i).bytes(), Long.BYTES);
        }
        this.bytes = used;
        this.region = Region.allocate(2 * bytes, "the intervals of 'every' blocks");
    }

    private long initial(int variable) {
        return region.address() + places[variable];
    }

    private long merged(int variable) {
        return region.address() + bytes + places[variable];
    }

    /** Takes the values from a frame where {@code init} has just run. */
    void begin(long frame) {
        for (int i = 0; i < places.length; i++) {
            final Variable variable = variables.get(i);
            Memory.copy(initial(i), frame + variable.offset(), variable.bytes());
            Memory.copy(merged(i), frame + variable.offset(), variable.bytes());
        }
    }

    /** Merges a worker's values, in its frame. */
    void add(long frame) {
        for (int i = 0; i < places.length; i++) {
            final Variable variable = variables.get(i);
            final long place = frame + variable.offset();
            final int width = variable.bytes();
            switch (variable.merge()) {
                case KEEP -> { }
                case SUM -> put(merged(i), width, get(merged(i), width) + get(place, width) - get(initial(i), width));
                case AND -> put(merged(i), width, get(merged(i), width) & get(place, width));
                case OR -> put(merged(i), width, get(merged(i), width) | get(place, width));
                case XOR -> put(merged(i), width, get(merged(i), width) ^ get(place, width) ^ get(initial(i), width));
                case MIN_SIGNED -> put(merged(i), width, Math.min(get(merged(i), width), get(place, width)));
                case MAX_SIGNED -> put(merged(i), width, Math.max(get(merged(i), width), get(place, width)));
                case MIN_UNSIGNED -> put(merged(i), width, isBelow(place, merged(i), width) ? get(place, width) : get(merged(i), width));
                case MAX_UNSIGNED -> put(merged(i), width, isBelow(merged(i), place, width) ? get(place, width) : get(merged(i), width));
            }
        }
    }

    // Sign extension keeps the order of unsigned numbers of one width.
    private static boolean isBelow(long left, long right, int width) {
        return Long.compareUnsigned(get(left, width), get(right, width)) < 0;
    }

    /** Writes the merged values into a frame. */
    void write(long frame) {
        for (int i = 0; i < places.length; i++) {
            Memory.copy(frame + variables.get(i).offset(), merged(i), variables.get(i).bytes());
        }
    }

    private static long get(long address, int width) {
        return switch (width) {
            case 1 -> Memory.i8(address);
            case 2 -> Memory.i16(address);
            case 4 -> Memory.i32(address);
            case 8 -> Memory.i64(address);
            default -> throw new IllegalArgumentException("a merged variable has 1, 2, 4 or 8 bytes: bytes=" + width);
        };
    }

    private static void put(long address, int width, long value) {
        switch (width) {
            case 1 -> Memory.putU8(address, value);
            case 2 -> Memory.putU16(address, value);
            case 4 -> Memory.putU32(address, value);
            default -> Memory.putI64(address, value);
        }
    }

    @Override
    public void close() {
        region.close();
    }
}
