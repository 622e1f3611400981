package flowc.cli.bench;

import flowc.runtime.memory.PhysicalMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where something was measured. What the system does not tell is "unknown" or 0.
 *
 * @param cores that this process may use
 * @param hugePages how the system gives huge pages: always, madvise (which regions ask for) or never
 */
record Machine(String cpu, int cores, long memoryBytes, long hugePageBytes, String hugePages, String system) {
    private static final String UNKNOWN = "unknown";
    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage");
    private static final Pattern MODEL = Pattern.compile("(?:model name|Model|cpu model)\\s*:\\s*(.+)");
    private static final Pattern CHOSEN = Pattern.compile("\\[(\\w+)\\]");

    static Machine here() {
        final String model = lines(Path.of("/proc/cpuinfo")).stream().map(MODEL::matcher).filter(Matcher::matches).findFirst().map(match -> match.group(1).strip()).orElse(UNKNOWN);
        final Matcher chosen = CHOSEN.matcher(String.join(" ", lines(HUGE_PAGES.resolve("enabled"))));
        final String size = String.join("", lines(HUGE_PAGES.resolve("hpage_pmd_size"))).strip();
        return new Machine(model, Runtime.getRuntime().availableProcessors(), PhysicalMemory.BYTES, size.matches("\\d{1,18}") ? Long.parseLong(size) : 0,
                chosen.find() ? chosen.group(1) : UNKNOWN, System.getProperty("os.name") + " " + System.getProperty("os.version") + " " + System.getProperty("os.arch"));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException _) {
            return List.of();
        }
    }
}
