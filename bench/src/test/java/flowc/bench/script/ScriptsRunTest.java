package flowc.bench.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts themselves, in a copy of the project where building leaves a file behind, and flowc is what a test wants. */
class ScriptsRunTest {
    private static final List<String> COPIED = List.of(".mvn/find-jdk.sh", "bench/start.sh", "bench/run", "bench/compare", "bench/soak", "bench/whole", "bench/whole-peers", "bench/filters/run",
            "bench/filters/whole", "bench/src/main/java/flowc/bench/script", "bench/target/classes/flowc/bench");
    private static final String MEASURED = "echo '{\"mpps_chunk_median\":2}'";

    @TempDir
    private Path project;

    private record Outcome(int exitCode, String out, String err) {}

    @BeforeEach
    void copyTheProject() throws IOException {
        final Path root = Path.of("..").toAbsolutePath().normalize();
        for (final String name : COPIED) {
            try (Stream<Path> files = Files.walk(root.resolve(name))) {
                for (final Path file : files.filter(Files::isRegularFile).toList()) {
                    copy(file, project.resolve(root.relativize(file)));
                }
            }
        }
        for (final Path jar : Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).map(Path::of).filter(path -> path.getFileName().toString().startsWith("jackson")).toList()) {
            copy(jar, project.resolve("bench/target/jars").resolve(jar.getFileName()));
        }
        program("mvnw", "touch '" + project.resolve("built") + "'");
        program("flowc", MEASURED);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to);
    }

    private Path program(String name, String body) throws IOException {
        final Path file = Files.writeString(Files.createDirectories(project.resolve(name).getParent()).resolve(Path.of(name).getFileName()), "#!/bin/sh\n" + body + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    private Process start(String... command) throws IOException {
        final List<String> all = new ArrayList<>(List.of("sh"));
        all.addAll(List.of(command));
        final ProcessBuilder builder = new ProcessBuilder(all).directory(project.toFile()).redirectOutput(project.resolve("out").toFile()).redirectError(project.resolve("err").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("CXX", "no-such-compiler");
        return builder.start();
    }

    private Outcome run(String... command) throws Exception {
        final Process process = start(command);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "must end");
        return new Outcome(process.exitValue(), Files.readString(project.resolve("out")), Files.readString(project.resolve("err")));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int i = 0; i < 600 && !condition.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertTrue(condition.getAsBoolean(), "within half a minute");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench/compare nonsense", "bench/soak 1 a", "bench/whole 1 0", "bench/whole-peers -1", "bench/filters/run 0", "bench/filters/whole abc"})
    void refuseArgumentsInOneLineBeforeTheyBuild(String command) throws Exception {
        final String[] words = command.split(" ");
        final Outcome outcome = run(words);
        assertEquals(2, outcome.exitCode(), outcome::err);
        assertTrue(outcome.err().startsWith(words[0] + ": ") && outcome.err().contains("'" + words[words.length - 1] + "'. For example: " + words[0] + " "), outcome::err);
        assertEquals(1, outcome.err().lines().count(), outcome::err);
        assertFalse(Files.exists(project.resolve("built")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bench/run", "bench/compare", "bench/soak", "bench/whole", "bench/whole-peers", "bench/filters/run", "bench/filters/whole"})
    void printTheirUsageWithAnExample(String script) throws Exception {
        final Outcome help = run(script, "--help");
        assertEquals(0, help.exitCode(), help::err);
        assertTrue(help.out().contains("For example: " + script + " "), help::out);
        assertEquals("", help.err());
        assertEquals(help, run(script, "-h"));
        assertFalse(Files.exists(project.resolve("built")));
    }

    @Test
    void withoutACompilerOnlyPeersRunThatWereBuiltFromTheirSources() throws Exception {
        program("bench/peers/limit", MEASURED);
        final Path stale = program("bench/peers/tbb", MEASURED);
        Files.setLastModifiedTime(stale, FileTime.fromMillis(1000));
        Files.createFile(project.resolve("bench/peers/tbb.cpp"));
        final Outcome outcome = run("bench/compare", "rate", "1", "1");
        assertEquals(0, outcome.exitCode(), outcome::err);
        assertTrue(outcome.err().contains("no C++ compiler (no-such-compiler), so no peer is built: only those run that were built earlier from the same sources\n"), outcome::err);
        assertTrue(outcome.err().contains("the peer limit runs\nthe peer tbb stays out of the race: older than its sources\n"), outcome::err);
        assertTrue(outcome.err().contains(": limit pf 1000\n") && !outcome.err().contains(": tbb noop"), outcome::err);
        assertTrue(Files.readString(project.resolve("bench/target/rates.svg")).contains(">limit pf<"));
    }

    @Test
    void aProgramThatFailsIsToldWithItsCommandAndWithoutATrace() throws Exception {
        program("flowc", "test \"$1\" = --version || { echo flowc: it broke >&2; exit 5; }");
        final Outcome compare = run("bench/compare", "churn", "1");
        assertEquals(3, compare.exitCode(), compare::err);
        assertTrue(compare.err().contains("bench/compare: this failed with exit code 5: ") && compare.err().contains("flowc bench ") && compare.err().endsWith("\nflowc: it broke\n"), compare::err);
        final Outcome soak = run("bench/soak", "0.01", "1");
        assertEquals(3, soak.exitCode(), soak::err);
        assertTrue(soak.err().contains("flowc: it broke\nbench/soak: this failed with exit code 5: "), soak::err);
        assertFalse((compare.err() + soak.err()).contains("\tat "), () -> compare.err() + soak.err());
    }

    @Test
    void endsWithWhatItStartedAndWithoutATraceWhenItIsTerminated() throws Exception {
        final Path started = project.resolve("started");
        final Path ended = project.resolve("ended");
        program("flowc", "test \"$1\" != --version || exit 0; trap 'touch \"" + ended + "\"; kill $!; exit 143' TERM; sleep 60 & touch '" + started + "'; wait");
        final Process compare = start("bench/compare", "churn", "1");
        await(() -> Files.exists(started));
        compare.destroy();
        assertTrue(compare.waitFor(30, TimeUnit.SECONDS), "must end");
        assertEquals(143, compare.exitValue());
        await(() -> Files.exists(ended));
        final String err = Files.readString(project.resolve("err"));
        assertTrue(err.endsWith("churn, round 1 of 1: flowc noop 1000000 + 56667/s\n"), err);
    }
}
