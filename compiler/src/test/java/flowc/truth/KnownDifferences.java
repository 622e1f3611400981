package flowc.truth;

import flowc.examples.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/** The tables of docs/known-differences.md: {@code | `file` | what differs | reason |} under the heading of a test. */
final class KnownDifferences {
    private static final String PAGE = "docs/known-differences.md";

    private KnownDifferences() {}

    /** File to what differs, of the table below {@code heading}. */
    static Map<String, String> under(String heading) throws IOException {
        final Map<String, String> differences = new TreeMap<>();
        boolean inside = false;
        for (final String line : Files.readAllLines(Project.folder().resolve(PAGE))) {
            if (line.startsWith("## ")) {
                inside = line.equals("## " + heading);
            } else if (inside && line.startsWith("| `")) {
                final String[] cells = line.split("\\|");
                differences.put(cells[1].strip().replace("`", ""), cells[2].strip());
            }
        }
        return differences;
    }
}
