package flowc.dist;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the AOT cache learns from: the typical short commands, one after the other in one JVM. Part of the distribution's jar, because a
 * cache is only good for the class path that it was trained with. The commands' output and exit codes do not matter here.
 */
public final class Training {
    private Training() { }

    /** @param arguments the project's folder */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        final Path root = Path.of(arguments[0]);
        // By name: this class is compiled from source, without the command line on its class path.
        final Class<?> consoleType = Class.forName("flowc.launch.Console");
        final Object console = consoleType.getMethod("standard").invoke(null);
        final Method run = Class.forName("flowc.cli.Main").getDeclaredMethod("run", String[].class, consoleType);
        run.setAccessible(true);
        final Path trackers = Files.createTempDirectory("trackers");
        // The launcher does so too, in the distribution; of the commands, the second that runs a tracker finds it kept.
        System.setProperty("flowc.trackers", trackers.toString());
        for (List<String> command : commands(root)) {
            run.invoke(null, command.toArray(String[]::new), console);
        }
        delete(trackers);
        // As commands end: the JDK looks for somebody who logs it.
        System.exit(0);
    }

    private static void delete(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static List<List<String>> commands(Path root) throws IOException {
        final String tracker = root.resolve("examples/quic/quic.flow").toString();
        final String capture = root.resolve("examples/quic/nat-rebinding.pcap").toString();
        final Path wrong = Files.createTempFile("wrong", ".flow");
        wrong.toFile().deleteOnExit();
        Files.writeString(wrong, "tracker wrong\ntable t key flow5 { packets: u64  on packet { packets += tpc.length } }\n");
        // Results go to a file: a run closes its output, and there is one stdout only.
        final Path results = Files.createTempFile("results", ".json");
        results.toFile().deleteOnExit();
        final String other = root.resolve("examples/stats/stats.flow").toString();
        return List.of(List.of("--help"), List.of("--version"), List.of("run", "--help"), List.of("check", wrong.toString()),
            List.of("check", tracker), List.of("run", tracker, "-r", capture, "-o", results.toString()),
            List.of("run", "--format", "json", tracker, "-r", capture, "-o", results.toString()),
            List.of("run", other, "-r", capture, "-o", results.toString()),
            List.of("filter", "udp port 443 and not host 10.1.2.3", "-r", capture, "-w", results.toString()),
            List.of("filter", "tcp or ip6", "-r", capture, "--count"));
    }
}
