package flowc.bench.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Million packets per second against flows, as SVG that can be read on light and on dark pages: {@code RateGraph LINES SVG} draws the lines that
 * {@link Compare} has written.
 */
public final class RateGraph {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 420;
    private static final int LEFT = 64;
    private static final int RIGHT = 130;
    private static final int TOP = 40;
    private static final int BOTTOM = 56;
    /** Told apart on white and on black, also by those who do not see red and green. */
    private static final List<String> COLOURS = List.of("#d55e00", "#0072b2", "#56b4e9", "#999999", "#cc79a7");
    private static final Pattern NAME = Pattern.compile("\\{\"contestant\":\"(flowc noop|limit pf|limit nopf|tbb noop) (\\d+)\".*?\"result\":(\\{.*\\})\\}");
    private static final double LABEL_SPACE = 14;

    private final Map<String, TreeMap<Long, Double>> series;
    private final StringBuilder svg = new StringBuilder();
    private final double leastFlows;
    private final double mostFlows;
    private final double mostRate;

    /** What one contestant reached at a number of flows, in million packets per second. */
    public record Row(String contestant, long flows, double mpps) {}

    public static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[1]), draw(rows(Files.readAllLines(Path.of(args[0])))));
    }

    /** The medians of the lines that tell a rate at a number of flows; others are left out. */
    static List<Row> rows(List<String> lines) throws IOException {
        final Results results = new Results();
        final Map<String, Matcher> names = new LinkedHashMap<>();
        for (final String line : lines) {
            final Matcher match = NAME.matcher(line);
            if (match.matches()) {
                final String name = match.group(1) + " " + match.group(2);
                names.put(name, match);
                results.add(name, Measurement.parse(match.group(3)));
            }
        }
        final List<Row> rows = new ArrayList<>();
        names.forEach((name, match) -> rows.add(new Row(match.group(1), Long.parseLong(match.group(2)), results.median(name, "mpps_chunk_median"))));
        return rows;
    }

    /** @throws IllegalArgumentException when there is no row, or one that is not positive */
    static String draw(List<Row> rows) {
        if (rows.isEmpty() || rows.stream().anyMatch(row -> row.flows() < 1 || !(row.mpps() > 0))) {
            throw new IllegalArgumentException("a graph needs rows with flows and rates above 0: rows=" + rows);
        }
        return new RateGraph(rows).draw();
    }

    private RateGraph(List<Row> rows) {
        series = new LinkedHashMap<>();
        rows.forEach(row -> series.computeIfAbsent(row.contestant(), _ -> new TreeMap<>()).put(row.flows(), row.mpps()));
        leastFlows = rows.stream().mapToLong(Row::flows).min().orElseThrow();
        mostFlows = Math.max(leastFlows * 10, rows.stream().mapToLong(Row::flows).max().orElseThrow());
        mostRate = Math.ceil(rows.stream().mapToDouble(Row::mpps).max().orElseThrow() / 10) * 10;
    }

    private double x(double flows) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(flows / leastFlows) / Math.log(mostFlows / leastFlows);
    }

    private double y(double mpps) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * mpps / mostRate;
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private String draw() {
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"Million packets per second against flows\">", WIDTH, HEIGHT, WIDTH, HEIGHT);
        add("<style>text{font:13px sans-serif;fill:#222}.grid{stroke:#8888;stroke-width:.5}.axis{stroke:#222}@media (prefers-color-scheme:dark){text{fill:#ddd}.axis{stroke:#ddd}}</style>");
        add("<text x=\"%d\" y=\"22\" font-weight=\"bold\">One worker, 60-byte UDP packets, uniform flows</text>", LEFT);
        rateAxis();
        flowAxis();
        int colour = 0;
        final Set<Double> labels = new TreeSet<>();
        for (final var one : series.entrySet()) {
            curve(one.getKey(), one.getValue(), COLOURS.get(colour++ % COLOURS.size()), labels);
        }
        return svg.append("</svg>\n").toString();
    }

    private void rateAxis() {
        for (double rate = 0; rate <= mostRate; rate += 10) {
            add("<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.0f</text>", LEFT, y(rate), WIDTH - RIGHT, y(rate), LEFT - 8, y(rate) + 4, rate);
        }
        add("<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", LEFT, TOP, LEFT, HEIGHT - BOTTOM);
        add("<text transform=\"translate(18 %d) rotate(-90)\" text-anchor=\"middle\">million packets per CPU second</text>", (TOP + HEIGHT - BOTTOM) / 2);
    }

    private void flowAxis() {
        final Set<Long> ticks = new TreeSet<>();
        series.values().forEach(points -> ticks.addAll(points.keySet()));
        for (final long flows : ticks) {
            add("<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/><text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>", x(flows), TOP, x(flows), HEIGHT - BOTTOM, x(flows),
                    HEIGHT - BOTTOM + 18, abbreviated(flows));
        }
        add("<line class=\"axis\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>", LEFT, HEIGHT - BOTTOM, WIDTH - RIGHT, HEIGHT - BOTTOM);
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">flows in the table</text>", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12);
    }

    private static String abbreviated(long flows) {
        return flows % 1_000_000 == 0 ? flows / 1_000_000 + " M" : flows % 1000 == 0 ? flows / 1000 + " k" : String.valueOf(flows);
    }

    /** The name stands at the curve's end, moved down where another name is. */
    private void curve(String name, TreeMap<Long, Double> points, String colour, Set<Double> labels) {
        final StringBuilder line = new StringBuilder();
        points.forEach((flows, mpps) -> {
            line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(flows), y(mpps)));
            add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"><title>%s, %d flows: %.1f Mpps</title></circle>", x(flows), y(mpps), colour, escaped(name), flows, mpps);
        });
        add("<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>", line.toString().strip(), colour);
        double at = y(points.lastEntry().getValue()) + 4;
        for (final double other : labels) {
            at = Math.abs(other - at) < LABEL_SPACE ? other + LABEL_SPACE : at;
        }
        labels.add(at);
        add("<text x=\"%.1f\" y=\"%.1f\" style=\"fill:%s\">%s</text>", x(points.lastKey()) + 10, at, colour, escaped(name));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
