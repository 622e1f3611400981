package flowc.compiler.filter.rules;

import java.util.Arrays;

/** Numbers of the rules that accept one packet, and what looking for them needs. Used again for each packet; one thread. */
public final class RuleMatches {
    private final PacketFields fields;
    private int[] numbers = new int[16];
    private int count;

    /** For packets of {@code linkType}. */
    public RuleMatches(int linkType) {
        this.fields = PacketFields.isKnown(linkType) ? new PacketFields(linkType) : null;
    }

    /** Whether rules can have patterns: whether packets of the link type are understood here. */
    public static boolean hasPatterns(int linkType) {
        return PacketFields.isKnown(linkType);
    }

    PacketFields fields() {
        return fields;
    }

    void clear() {
        count = 0;
    }

    void add(Rule[] rules) {
        if (rules != null) {
            for (Rule rule : rules) {
                add(rule);
            }
        }
    }

    void add(Rule rule) {
        if (rule.isRemoved()) {
            return;
        }
        if (count == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * count);
        }
        numbers[count++] = rule.number();
    }

    /** Puts the numbers in order and takes those out that were found twice: by two patterns, or in both generations of an index. */
    void sort() {
        if (count < 2) {
            return;
        }
        Arrays.sort(numbers, 0, count);
        int kept = 1;
        for (int i = 1; i < count; i++) {
            if (numbers[i] != numbers[kept - 1]) {
                numbers[kept++] = numbers[i];
            }
        }
        count = kept;
    }

    public int count() {
        return count;
    }

    /** Number {@code index}, ascending. */
    public int number(int index) {
        if (index >= count) {
            throw new IndexOutOfBoundsException("a match must be one of those found: index=" + index + " count=" + count);
        }
        return numbers[index];
    }
}
