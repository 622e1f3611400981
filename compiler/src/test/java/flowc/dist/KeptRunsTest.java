package flowc.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.packet.pcap.PcapWriter;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real launcher and the real program, whose jar holds nothing but the names of the folders and jars that the tests run with. */
class KeptRunsTest {
    private static final String TRACKER = """
            tracker tiny
            table flow key flow5 {
              packets: u64
              on packet { packets += 1 }
              on expire { emit done { packets } }
            }
            """;
    private static final String UDP = "ffffffffffff0200000000010800" + "4500001c000040004011000001020304050607080035d43100080000";
    private static final String RESULT = "{\"record\":\"done\",\"time\":\"1970-01-01T00:00:00.000000000Z\",\"packets\":1}\n";
    private static final String LOWERING = "flowc.compiler.lower.TrackerLowering ";

    @TempDir
    private Path folder;
    private LauncherProject project;
    private Path tracker;
    private Path capture;

    @BeforeEach
    void makeDistribution() throws IOException {
        project = LauncherProject.make(folder);
        Files.createDirectories(project.dist());
        // As a build does; made later, it would make stdlib newer than the stamp.
        Files.createDirectories(project.root().resolve("stdlib/target"));
        makeJar("one");
        Files.createFile(project.dist().resolve("flowc.stamp"));
        tracker = Files.writeString(folder.resolve("tiny.flow"), TRACKER);
        capture = folder.resolve("one.pcap");
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(capture), 1)) {
            writer.write(0, HexFormat.of().parseHex(UDP));
        }
    }

    private void makeJar(String build) throws IOException {
        final Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, "flowc.cli.Main");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath());
        manifest.getMainAttributes().put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
        manifest.getMainAttributes().put(new Attributes.Name("Build"), build);
        try (OutputStream out = Files.newOutputStream(project.dist().resolve("flowc.jar"))) {
            new JarOutputStream(out, manifest).close();
        }
    }

    // Without the tests' own classes, among which is the training: here it fails at once, and nothing is started with an AOT cache.
    private static String classPath() {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(System.getProperty("java.class.path"))
                .filter(place -> !place.endsWith("test-classes") && !place.endsWith("test-classes/")).map(place -> Path.of(place).toUri().toString()).collect(Collectors.joining(" "));
    }

    private record Ran(String results, boolean isCompiled) {}

    /** Runs the tracker, which must end well, and looks at which classes that took. */
    private Ran run(String log, Map<String, String> environment) throws IOException, InterruptedException {
        final Path classes = folder.resolve(log);
        final Map<String, String> all = new HashMap<>(environment);
        all.put("FLOWC_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -Xlog:class+load:file=" + classes);
        final Shell shell = project.start(all, "run", tracker.toString(), "-r", capture.toString());
        assertEquals(0, shell.exitCode(), shell.err());
        assertTrue(shell.err().contains("tiny: 1 packet, 42 bytes\n"), shell.err());
        return new Ran(shell.out(), Files.readString(classes).contains(LOWERING));
    }

    private FutureTask<Ran> runInBackground(String log) {
        final FutureTask<Ran> task = new FutureTask<>(() -> run(log, Map.of()));
        Thread.ofVirtual().start(task);
        return task;
    }

    /** The files in which trackers are kept, and their times. */
    private Map<Path, FileTime> kept() throws IOException {
        final Map<Path, FileTime> kept = new HashMap<>();
        try (var files = Files.newDirectoryStream(project.dist().resolve("trackers"))) {
            for (Path file : files) {
                kept.put(file, Files.getLastModifiedTime(file));
            }
        }
        return kept;
    }

    @Test
    void temporaryFilesGoWhereTheEnvironmentSays() throws Exception {
        final Path other = folder.resolve("another folder");
        final Shell shell = project.start(Map.of("TMPDIR", other.toString(), "FLOWC_JAVA_OPTS", "-XX:TieredStopAtLevel=1 -XshowSettings:properties"), "--version");
        assertEquals(0, shell.exitCode(), shell.err());
        assertTrue(shell.err().contains("java.io.tmpdir = " + other + "\n"), shell.err());
    }

    @Test
    void aTrackerIsCompiledOnceForManyRunsAndAgainWhenItsTextChanged() throws Exception {
        final FutureTask<Ran> one = runInBackground("one.log");
        final Ran two = run("two.log", Map.of());
        assertEquals(RESULT, one.get().results());
        assertEquals(RESULT, two.results());

        final Map<Path, FileTime> kept = kept();
        assertEquals(1, kept.size(), kept::toString);
        assertEquals(new Ran(RESULT, true), run("off.log", Map.of("FLOWC_TRACKERS", "off")));
        assertEquals(kept, kept());
        assertEquals(new Ran(RESULT, false), run("kept.log", Map.of()));

        Files.writeString(tracker, TRACKER.replace("+= 1", "+= 7"));
        assertEquals(new Ran(RESULT.replace(":1}", ":7}"), true), run("changed.log", Map.of()));
        assertEquals(kept.keySet(), kept().keySet());
    }

    @Test
    void aTrackerOfAnotherBuildIsCompiledEvenIfItsJarHasTheSameSizeAndTime() throws Exception {
        final Path jar = project.dist().resolve("flowc.jar");
        final FileTime time = Files.getLastModifiedTime(jar);
        final long size = Files.size(jar);
        assertEquals(new Ran(RESULT, true), run("first.log", Map.of()));
        assertEquals(new Ran(RESULT, false), run("kept.log", Map.of()));
        for (final String build : List.of("two", "six", "ten")) {
            makeJar(build);
            Files.setLastModifiedTime(jar, time);
            if (Files.size(jar) == size) {
                assertEquals(new Ran(RESULT, true), run(build + ".log", Map.of()));
                return;
            }
        }
        throw new AssertionError("no other build of the same size");
    }
}
