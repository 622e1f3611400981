package flowc.truth;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A table of tab-separated values whose first line names the columns. */
final class Tsv {
    private Tsv() {}

    static List<Map<String, String>> read(Path file) throws IOException {
        final List<String> lines = Files.readAllLines(file);
        final String[] names = lines.getFirst().split("\t", -1);
        return lines.stream().skip(1).map(line -> row(names, line.split("\t", -1))).toList();
    }

    private static Map<String, String> row(String[] names, String[] values) {
        final Map<String, String> row = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            row.put(names[i], i < values.length ? values[i] : "");
        }
        return row;
    }
}
