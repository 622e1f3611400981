package flowc.compiler.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that a misspelt one most likely means. */
public final class Nearest {
    private static final int LEAST_PREFIX = 3;

    private Nearest() {}

    /**
     * The candidate that differs in case or underscores only, else the one with the fewest edits, the first of several; an edit inserts, removes or replaces a character or swaps two
     * neighbours. Empty when it takes more than 2 edits or, for long names, more than a third of the name; never all of it. Else one that the name begins with, or that begins with the name.
     */
    public static Optional<String> of(String name, Collection<String> candidates) {
        final Optional<String> alike = candidates.stream().filter(c -> !c.equals(name) && bare(c).equals(bare(name))).findFirst();
        if (alike.isPresent()) {
            return alike;
        }
        final int allowed = name.length() <= 4 ? 1 : Math.max(2, name.length() / 3);
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
        return best != null ? Optional.of(best) : longer(name, candidates);
    }

    /** A candidate that begins as the name does, or the other way round: {@code packet} for {@code packets_fwd}. */
    private static Optional<String> longer(String name, Collection<String> candidates) {
        return candidates.stream().filter(c -> Math.min(c.length(), name.length()) >= LEAST_PREFIX && (c.startsWith(name) || name.startsWith(c)) && !c.equals(name))
                .min(Comparator.comparingInt(c -> Math.abs(c.length() - name.length())));
    }

    /** Without case and underscores. */
    private static String bare(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
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
