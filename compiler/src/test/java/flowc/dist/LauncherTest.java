package flowc.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real launcher in a project whose Maven only counts its calls and brings a program that prints its arguments. */
class LauncherTest {
    @TempDir
    private Path folder;
    private LauncherProject launched;
    private Path project;

    @BeforeEach
    void makeProject() throws IOException {
        launched = LauncherProject.make(folder);
        project = launched.root();
        makeMaven();
    }

    private void makeMaven() throws IOException {
        final Path main = Files.writeString(folder.resolve("Main.java"), """
            package flowc.cli;
            public class Main {
                public static void main(String[] args) { System.exit(run(args, null)); }
                static int run(String[] args, flowc.launch.Console console) {
                    System.out.println(args[0].equals("stdin") ? stdin() : String.join("|", args));
                    if (args[0].equals("outputs")) { tellOutputs(java.nio.file.Path.of(args[1])); }
                    return args.length;
                }
                private static void tellOutputs(java.nio.file.Path told) {
                    try {
                        final java.nio.file.Path own = java.nio.file.Path.of("/proc/self/fd");
                        java.nio.file.Files.writeString(told, java.nio.file.Files.readSymbolicLink(own.resolve("1")) + " " + java.nio.file.Files.readSymbolicLink(own.resolve("2")));
                    } catch (java.io.IOException e) { throw new java.io.UncheckedIOException(e); }
                }
                private static String stdin() {
                    try { return "" + System.in.read(); } catch (java.io.IOException e) { return e.toString(); }
                }
            }
            """);
        final Path console = Files.writeString(folder.resolve("Console.java"), """
            package flowc.launch;
            public class Console { public static Console standard() { return null; } }
            """);
        final Path classes = Files.createDirectories(folder.resolve("classes"));
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d", classes.toString(), main.toString(), console.toString()));
        Files.writeString(project.resolve("mvnw"), """
            cd "$(dirname "$0")"
            echo called >> calls
            [ -f broken ] && { echo 'what is wrong'; exit 1; }
            mkdir -p compiler/target/dist/jars
            "$JAVA_HOME/bin/jar" cf compiler/target/main.jar -C ../classes .
            """);
    }

    private Shell start(Path launcher, String... arguments) throws IOException, InterruptedException {
        return launched.start(launcher, Map.of(), arguments);
    }

    /** On a thread of its own: the common pool has one on a machine with two cores, which somebody else may hold. */
    private FutureTask<Shell> startInBackground(String argument) {
        final FutureTask<Shell> task = new FutureTask<>(() -> start(project.resolve("flowc"), argument));
        Thread.ofVirtual().start(task);
        return task;
    }

    private long mavenCalls() throws IOException {
        return Files.readAllLines(project.resolve("calls")).size();
    }

    @Test
    void buildsOnceForTwoFirstUsesAndAgainOnlyWhenASourceChanged() throws Exception {
        final FutureTask<Shell> one = startInBackground("one");
        final Shell two = start(project.resolve("flowc"), "two");
        assertEquals("one\n", one.get().out());
        assertEquals("two\n", two.out());
        assertTrue((one.get().err() + two.err()).contains("flowc: building (first use"), one.get().err() + two.err());
        assertEquals(1, mavenCalls());
        assertTrue(Files.exists(launched.dist().resolve("flowc.aot")), () -> "no AOT cache");

        final Path link = Files.createSymbolicLink(folder.resolve("link"), project.resolve("flowc"));
        assertEquals(new Shell(2, "check|an argument\n", ""), start(link, "check", "an argument"));
        assertEquals(1, mavenCalls());

        final Path compiled = Files.createFile(Files.createDirectories(launched.dist().resolve("trackers")).resolve("of-the-old-jar.tracker"));
        final Path source = Files.createFile(project.resolve("runtime/src/main/New.java"));
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plus(Duration.ofSeconds(2))));
        assertEquals("flowc: building (sources changed)...\n", start(project.resolve("flowc"), "run").err());
        assertEquals(2, mavenCalls());
        assertTrue(Files.notExists(compiled), "what the old jar compiled");
    }

    @Test
    void failedBuildShowsItsLogAndExitsWith3() throws Exception {
        Files.createFile(project.resolve("broken"));
        final Shell result = start(project.resolve("flowc"), "check");
        assertEquals(3, result.exitCode());
        assertEquals("", result.out());
        assertTrue(result.err().contains("what is wrong\nflowc: the build failed"), result.err());
    }

    /** The JVM would open one of its own files in that place, and a program that reads standard input read that. */
    @Test
    void aClosedStandardInputIsEmpty() throws Exception {
        assertEquals("-1\n", startWith("<&-", "stdin").out());
    }

    /** One that is named as a file for results would be written. */
    @Test
    void inThePlaceOfClosedOutputsTheJvmHasNoFileOfItsOwn() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "SKIPPED: what a process has open is known on Linux only");
        final Path told = folder.resolve("told");
        startWith(">&-", "outputs", told.toString());
        assertTrue(Files.readString(told).startsWith("/dev/null /"), () -> "stdout and stderr");
        startWith(">&- 2>&-", "outputs", told.toString());
        assertEquals("/dev/null /dev/null", Files.readString(told));
    }

    private Shell startWith(String redirection, String... arguments) throws Exception {
        final Map<String, String> environment = Map.of("JAVA_HOME", System.getProperty("java.home"), "PATH", "/usr/bin:/bin");
        final Stream<String> shell = Stream.of("/bin/sh", "-c", "exec /bin/sh \"$0\" \"$@\" " + redirection, project.resolve("flowc").toString());
        return Shell.run(folder, environment, Stream.concat(shell, Stream.of(arguments)).toList());
    }
}
