package flowc.compiler.source;

import java.util.Collection;
import java.util.Optional;

/** Finds the name that a misspelt one most likely means. */
public final class Nearest {
    private Nearest() {}

    /**
     * The candidate with the fewest edits, the first of several; an edit inserts, removes or replaces a character or swaps two
     * neighbours. Empty when it takes more than 2 edits or, for long names, more than a third of the name; and never all of it.
     */
    public static Optional<String> of(String name, Collection<String> candidates) {
        final int allowed = Math.min(Math.max(2, name.length() / 3), name.length() - 1);
        String best = null;
        int bestEdits = allowed + 1;
        for (final String candidate : candidates) {
            if (Math.abs(candidate.length() - name.length()) < bestEdits && !candidate.equals(name)) {
                final int edits = edits(name, candidate);
                if (edits < bestEdits && edits < candidate.length()) {
                    best = candidate;
                    bestEdits = edits;
                }
            }
        }
        return Optional.ofNullable(best);
    }

    /** Optimal string alignment distance. */
    static int edits(String from, String to) {
        final int[][] table = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                table[i][j] = i == 0 || j == 0 ? i + j : cheapest(table, i, j, from, to);
            }
        }
        return table[from.length()][to.length()];
    }

    private static int cheapest(int[][] table, int i, int j, String from, String to) {
        final boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        int cost = Math.min(table[i - 1][j - 1] + (same ? 0 : 1), Math.min(table[i - 1][j], table[i][j - 1]) + 1);
        final boolean swapped = i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2) && from.charAt(i - 2) == to.charAt(j - 1);
        if (swapped) {
            cost = Math.min(cost, table[i - 2][j - 2] + 1);
        }
        return cost;
    }
}
