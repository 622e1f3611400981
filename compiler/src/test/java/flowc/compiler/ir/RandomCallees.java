package flowc.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/** Static methods that random programs call; those called for an effect note it. */
public final class RandomCallees {
    private static final List<String> NOTES = new ArrayList<>();

    private RandomCallees() {}

    /** What was noted since the last call of this. */
    static List<String> takeNotes() {
        final List<String> notes = List.copyOf(NOTES);
        NOTES.clear();
        return notes;
    }

    public static long mix(long left, long right) {
        NOTES.add("mix " + left + " " + right);
        return Long.rotateLeft(left, 7) * 31 + right;
    }

    public static double half(double value) {
        return value / 2;
    }

    public static boolean odd(long value) {
        return (value & 1) != 0;
    }

    public static long choose(boolean first, double value, long other) {
        return first ? Double.doubleToLongBits(value) : other;
    }

    public static void note(long integer, double number, boolean truth) {
        NOTES.add("note " + integer + " " + number + " " + truth);
    }
}
