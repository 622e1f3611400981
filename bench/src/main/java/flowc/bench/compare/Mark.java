package flowc.bench.compare;

import java.util.Locale;

/** Something to reach; {@code least}: at least {@code wanted}, else at most. A value that is not a number was not measured. */
public record Mark(String what, double value, boolean least, double wanted) {
    public boolean holds() {
        return least ? value >= wanted : value <= wanted;
    }

    public String text() {
        final String verdict = Double.isNaN(value) ? "not measured" : holds() ? "holds" : "does not hold";
        return String.format(Locale.ROOT, "%-70s %9s  %s %s  %s", what, Double.isNaN(value) ? "-" : number(value), least ? "at least" : "at most ", number(wanted), verdict);
    }

    private static String number(double number) {
        return String.format(Locale.ROOT, Math.abs(number) < 100 ? "%.2f" : "%.0f", number);
    }
}
