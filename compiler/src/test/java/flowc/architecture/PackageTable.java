package flowc.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of packages in docs/architecture.md: {@code | package | purpose | may use |}, names in backticks. */
final class PackageTable {
    private static final Pattern ROW = Pattern.compile("\\| `(flowc[a-z.]*)` \\| ([^|]*) \\| ?([^|]*)\\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");
    private static final List<String> FREE_FOR_ALL = List.of("java.", "javax.", "jdk.");

    /** One package; {@code mayUse} holds packages of ours and beginnings of libraries' packages. */
    record Row(String name, boolean isPlanned, List<String> mayUse) {
        /** Whether a class of this package may name a class of {@code target}; package "" is that of primitive types. */
        boolean allows(String target) {
            return target.isEmpty() || target.equals(name)
                || isFreeForAll(target)
                || mayUse.stream().anyMatch(used -> covers(used, target));
        }

        private static boolean covers(String used, String target) {
            return used.startsWith("flowc") ? target.equals(used) : target.equals(used) || target.startsWith(used + ".");
        }
    }

    private final Map<String, Row> rows;

    private PackageTable(Map<String, Row> rows) {
        this.rows = rows;
    }

    /** Whether every package may use what has this name: the JDK's. */
    static boolean isFreeForAll(String name) {
        return FREE_FOR_ALL.stream().anyMatch(name::startsWith);
    }

    static PackageTable read(Path markdown) throws IOException {
        return parse(Files.readAllLines(markdown));
    }

    static PackageTable parse(List<String> lines) {
        final Map<String, Row> rows = new LinkedHashMap<>();
        for (String line : lines) {
            final Matcher row = ROW.matcher(line);
            if (row.matches()) {
                final List<String> mayUse = NAME.matcher(row.group(3)).results().map(name -> name.group(1)).toList();
                rows.put(row.group(1), new Row(row.group(1), row.group(2).startsWith("planned:"), mayUse));
            }
        }
        return new PackageTable(rows);
    }

    /** The row of a package, or null. */
    Row row(String name) {
        return rows.get(name);
    }

    List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** Names of ours that a row uses though they do not stand above it, as sentences. */
    List<String> arrowsDownwards() {
        final List<String> faults = new ArrayList<>();
        final List<String> above = new ArrayList<>();
        for (Row row : rows.values()) {
            row.mayUse.stream().filter(used -> used.startsWith("flowc") && !above.contains(used))
                .forEach(used -> faults.add(row.name + " names " + used + ", which has no row above it"));
            above.add(row.name);
        }
        return faults;
    }

    /** Packages that use the root they lie under, as sentences. */
    List<String> usesOfOwnRoot() {
        return rows.values().stream()
            .flatMap(row -> row.mayUse.stream().filter(used -> row.name.startsWith(used + ".") && isModuleRoot(used))
                .map(root -> row.name + " must not use its module's root " + root))
            .toList();
    }

    private static boolean isModuleRoot(String name) {
        return name.equals("flowc.runtime") || name.equals("flowc.compiler");
    }
}
