package flowc.compiler.jar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.runtime.export.FieldType;
import flowc.runtime.packet.pcap.PcapWriter;
import flowc.runtime.program.TrackerDescriptor;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerJarTest {
    @TempDir
    private Path folder;

    private static TrackerDescriptor descriptor() {
        final TrackerDescriptor.Param param = new TrackerDescriptor.Param("slack", "How much is let pass.", new FieldType.Unsigned(1), 0, "2");
        return new TrackerDescriptor("nothing", CountingNothing.class.getName(), "nothing.flow", "Looks at no packet.", 8, 0, 0, List.of(param), List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static byte[] classBytes() throws IOException {
        try (InputStream resource = CountingNothing.class.getResourceAsStream("CountingNothing.class")) {
            return resource.readAllBytes();
        }
    }

    private Path jar(String name) throws IOException {
        final Path jar = folder.resolve(name);
        TrackerJar.write(jar, descriptor(), classBytes());
        return jar;
    }

    private record Ended(int exitCode, String err) {}

    private Ended java(String... args) throws IOException, InterruptedException {
        final List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(args));
        final Process process = new ProcessBuilder(command).redirectOutput(folder.resolve("out").toFile()).start();
        final String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), err);
    }

    @Test
    void runsWithNothingButJava() throws Exception {
        final Path capture = folder.resolve("one.pcap");
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(capture), 1)) {
            writer.write(0, new byte[60]);
        }
        final String jar = jar("nothing.jar").toString();
        final Ended run = java("-jar", jar, "-r", capture.toString(), "--slack", "3");
        assertEquals(0, run.exitCode(), run.err());
        assertTrue(run.err().startsWith("nothing: 1 packet, 60 bytes\n"), run.err());
        assertFalse(run.err().contains("WARNING"), run.err());
        final Ended wrong = java("-jar", jar, "-r", capture.toString(), "--slack", "300");
        assertEquals(new Ended(2, "error: --slack expects a whole number from 0 to 255, got '300'\nhelp: 'java -jar nothing.jar --help' shows what there is\n"), wrong);
    }

    @Test
    void runsWhereNativeAccessIsDeniedToWhoDoesNotAskForIt() throws Exception {
        final Path capture = folder.resolve("one.pcap");
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(capture), 1)) {
            writer.write(0, new byte[60]);
        }
        final String jar = jar("nothing.jar").toString();
        for (final String options : List.of("", "--workers 3", "--order --memory 256MiB", "--format json --output " + folder.resolve("results"))) {
            final List<String> arguments = new ArrayList<>(List.of("--illegal-native-access=deny", "--sun-misc-unsafe-memory-access=deny", "-jar", jar, "-r", capture.toString()));
            arguments.addAll(options.isEmpty() ? List.of() : List.of(options.split(" ")));
            final Ended run = java(arguments.toArray(String[]::new));
            assertEquals(0, run.exitCode(), () -> options + ": " + run.err());
            assertTrue(run.err().startsWith("nothing: 1 packet, 60 bytes\n"), run.err());
        }
        // By class path nothing reads the manifest.
        final Ended denied = java("--illegal-native-access=deny", "-cp", jar, "flowc.launch.JarMain", "-r", capture.toString());
        assertEquals(new Ended(3, "error: this Java denies native access, which flowc needs for memory outside of the heap\n"
                + "help: start it with 'java -jar FILE.jar', which asks for it, or with --enable-native-access=ALL-UNNAMED\n"), denied);
    }

    @Test
    void beginsWithAClassThatEveryJavaCanLoad() throws IOException {
        try (JarFile file = new JarFile(jar("nothing.jar").toFile())) {
            final String main = file.getManifest().getMainAttributes().getValue(Attributes.Name.MAIN_CLASS);
            try (DataInputStream entry = new DataInputStream(file.getInputStream(file.getEntry(main.replace('.', '/') + ".class")))) {
                assertEquals(0xcafe_babe, entry.readInt());
                assertEquals(52, entry.readInt(), "version of Java 8's class files");
            }
        }
    }

    @Test
    void hasTheSameBytesEveryTimeAndInEveryTimeZone() throws IOException {
        final byte[] first = Files.readAllBytes(jar("first.jar"));
        final TimeZone zone = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertArrayEquals(first, Files.readAllBytes(jar("second.jar")));
        } finally {
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void holdsTheRuntimeAndNoCompiler() throws IOException {
        try (JarFile jar = new JarFile(jar("nothing.jar").toFile())) {
            final List<String> names = jar.stream().map(ZipEntry::getName).toList();
            assertEquals(JarFile.MANIFEST_NAME, names.getFirst());
            assertEquals(names.subList(1, names.size()).stream().sorted().toList(), names.subList(1, names.size()));
            assertTrue(names.containsAll(List.of("flowc/runtime/Engine.class", "flowc/launch/TrackerMain.class", "flowc/launch/version.txt", "picocli/CommandLine.class")));
            assertTrue(names.stream().noneMatch(name -> name.startsWith("flowc/cli/") || name.startsWith("flowc/grammar/") || name.startsWith("org/")));
            assertTrue(names.stream().filter(name -> name.startsWith("flowc/compiler/")).toList().equals(List.of("flowc/compiler/jar/CountingNothing.class")));
            assertEquals("ALL-UNNAMED", jar.getManifest().getMainAttributes().getValue("Enable-Native-Access"));
        }
    }

    @Test
    void leavesAnExistingFileAloneWhenItCannotBeWritten() throws IOException {
        final Path target = Files.createDirectory(folder.resolve("folder.jar"));
        Files.writeString(target.resolve("inside"), "x");
        assertThrows(IOException.class, () -> TrackerJar.write(target, descriptor(), classBytes()));
        try (var files = Files.list(folder)) {
            assertEquals(List.of(target), files.toList());
        }
    }

    @Test
    void writesWhatALinkLeadsToAndKeepsTheLink() throws IOException {
        final Path real = Files.writeString(Files.createDirectory(folder.resolve("jars")).resolve("real.jar"), "x");
        final Path link = Files.createSymbolicLink(folder.resolve("link.jar"), Path.of("jars", "real.jar"));
        final Path toNothing = Files.createSymbolicLink(folder.resolve("to-nothing.jar"), Path.of("jars", "new.jar"));
        final byte[] bytes = Files.readAllBytes(jar("plain.jar"));
        for (final Path target : List.of(link, toNothing)) {
            TrackerJar.write(target, descriptor(), classBytes());
            assertTrue(Files.isSymbolicLink(target), target::toString);
            assertArrayEquals(bytes, Files.readAllBytes(target));
        }
        try (var files = Files.list(real.getParent())) {
            assertEquals(List.of(real.resolveSibling("new.jar"), real), files.sorted().toList());
        }
    }

    @Test
    void writesIntoAPipe() throws Exception {
        Assumptions.assumeTrue(Files.isDirectory(Path.of("/proc/self")), "SKIPPED: named pipes are tested on Linux only");
        final Path pipe = folder.resolve("pipe.jar");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        final CompletableFuture<byte[]> reader = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                reader.complete(Files.readAllBytes(pipe));
            } catch (IOException e) {
                reader.completeExceptionally(e);
            }
        });
        TrackerJar.write(pipe, descriptor(), classBytes());
        assertFalse(Files.isRegularFile(pipe), "a pipe stays one");
        assertArrayEquals(Files.readAllBytes(jar("plain.jar")), reader.join());
    }
}
