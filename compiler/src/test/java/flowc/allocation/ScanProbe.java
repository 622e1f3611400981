package flowc.allocation;

import flowc.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code flowc} in a process of its own, which says at its end how large it was at most: VmHWM, in bytes, on a line of its own. */
final class ScanProbe {
    static final String MOST_RESIDENT = "most resident ";

    private ScanProbe() {}

    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(MOST_RESIDENT + mostResident())));
        Main.main(args);
    }

    private static long mostResident() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream().filter(line -> line.startsWith("VmHWM:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst().orElse(-1);
        } catch (IOException e) {
            return -1;
        }
    }
}
