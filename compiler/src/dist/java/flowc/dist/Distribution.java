package flowc.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Brings compiler/target/dist up to date: {@code java Distribution.java ROOT IDENTITY FLAGS SOURCE...}. The launcher starts it when the jar is
 * missing or older than a source, or when the cache was made for another JDK or place. Exits with 3 when that fails.
 *
 * <pre>
 * flowc.jar    all classes          flowc.stamp   as old as the build's start: sources changed later are newer
 * flowc.aot    AOT cache, if any    flowc.aot.for what the cache was made for: the launcher's IDENTITY, one line
 * trackers/    compiled trackers    lock          held while building      build.log, aot.log
 * jars/        what Maven made
 * </pre>
 */
public final class Distribution {
    private static final int SYSTEM_FAILED = 3;

    private final Path root;
    private final Path dist;
    private final String identity;
    private final List<String> flags;
    private final List<Path> sources;

    private Distribution(Path root, String identity, List<String> flags, List<Path> sources) {
        this.root = root;
        this.dist = root.resolve("compiler/target/dist");
        this.identity = identity;
        this.flags = flags;
        this.sources = sources;
    }

    public static void main(String[] arguments) throws InterruptedException {
        final Path root = Path.of(arguments[0]);
        final List<Path> sources = Stream.of(arguments).skip(3).map(root::resolve).toList();
        try {
            new Distribution(root, arguments[1], List.of(arguments[2].split(" ")), sources).update();
        } catch (BuildFailure e) {
            say(e.getMessage());
            System.exit(SYSTEM_FAILED);
        } catch (IOException e) {
            say("cannot build in " + root + ": " + e);
            System.exit(SYSTEM_FAILED);
        }
    }

    private void update() throws IOException, InterruptedException {
        try {
            Files.createDirectories(dist);
            // Maven makes this folder otherwise, and stdlib, a source itself, would then be newer than the stamp.
            Files.createDirectories(root.resolve("stdlib/target"));
        } catch (IOException e) {
            throw notWritable(e);
        }
        try (FileChannel channel = openLock(); FileLock _ = lock(channel)) {
            if (!jarIsFresh()) {
                makeJar();
            }
            if (!cacheIsFresh()) {
                makeCache();
            }
        }
    }

    private FileChannel openLock() throws IOException {
        try {
            return FileChannel.open(dist.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw notWritable(e);
        }
    }

    private BuildFailure notWritable(IOException cause) {
        return new BuildFailure("cannot write to " + dist + ", where the first use builds: make " + root
            + " writable, or work in a copy that is (" + cause + ")");
    }

    /** The operating system frees the lock of a process that dies. */
    private static FileLock lock(FileChannel channel) throws IOException {
        final FileLock free = channel.tryLock();
        if (free != null) {
            return free;
        }
        say("waiting for another build...");
        return channel.lock();
    }

    private boolean jarIsFresh() throws IOException {
        return Files.exists(dist.resolve("flowc.jar")) && Freshness.allOlderThan(dist.resolve("flowc.stamp"), sources);
    }

    private void makeJar() throws IOException, InterruptedException {
        say("building (" + (Files.exists(dist.resolve("flowc.jar")) ? "sources changed" : "first use, about a minute") + ")...");
        final Path stamp = dist.resolve("flowc.stamp.tmp");
        Files.deleteIfExists(stamp);
        Files.createFile(stamp);
        deleteTree(dist.resolve("jars"));
        // Maven keeps what has lost its source, and does not see a source that became older, as after a checkout.
        for (String module : List.of("grammar", "runtime", "stdlib", "compiler")) {
            deleteTree(root.resolve(module).resolve("target/classes"));
            deleteTree(root.resolve(module).resolve("target/generated-sources"));
        }
        runMaven();
        final Path jar = dist.resolve("flowc.jar.tmp");
        FlatJar.of(jars()).with("flowc/dist/Training.class", trainingClass()).upgraded().write(jar, "flowc.cli.Main");
        Files.deleteIfExists(dist.resolve("flowc.aot.for"));
        Files.deleteIfExists(dist.resolve("flowc.aot"));
        Files.move(jar, dist.resolve("flowc.jar"), StandardCopyOption.ATOMIC_MOVE);
        removeTrackers();
        Files.move(stamp, dist.resolve("flowc.stamp"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** They say which jar they are of, so one that stays, or comes from the jar before while this goes on, takes some room and no more. */
    private void removeTrackers() {
        try {
            deleteTree(dist.resolve("trackers"));
        } catch (IOException | UncheckedIOException e) {
            say("compiled trackers of before stay: " + e);
        }
    }

    /** Without tests, and with warnings allowed: a later JDK than ours may have new ones, which must not keep a user from starting. */
    private void runMaven() throws IOException, InterruptedException {
        final Path log = dist.resolve("build.log");
        final ProcessBuilder maven = new ProcessBuilder("sh", root.resolve("mvnw").toString(), "-q", "-B", "-f", root.resolve("pom.xml").toString(),
            "-Pdist", "-Dmaven.test.skip=true", "-Dflowc.failOnWarning=false", "-pl", "compiler", "-am", "package");
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        final Process process = maven.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        process.getOutputStream().close();
        if (process.waitFor() != 0) {
            System.err.print(Files.readString(log));
            throw new BuildFailure("the build failed, its log is above and in " + log);
        }
    }

    /** The compiler's own jar first, as it names the program. */
    private List<Path> jars() throws IOException {
        final List<Path> jars = new ArrayList<>(files(root.resolve("compiler/target"), ".jar"));
        jars.addAll(files(dist.resolve("jars"), ".jar"));
        return jars;
    }

    private static List<Path> files(Path folder, String suffix) throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> path.toString().endsWith(suffix)).sorted().toList();
        }
    }

    private static byte[] trainingClass() throws IOException {
        try (InputStream bytes = Training.class.getResourceAsStream("Training.class")) {
            return bytes.readAllBytes();
        }
    }

    private boolean cacheIsFresh() throws IOException {
        final Path madeFor = dist.resolve("flowc.aot.for");
        return Files.exists(madeFor) && Files.readString(madeFor).strip().equals(identity);
    }

    /** A cache is no condition: where it cannot be made, flowc starts without, and it is not tried again for the same identity. */
    private void makeCache() throws InterruptedException {
        try {
            AotCache.make(flags, dist.resolve("flowc.jar"), root, dist.resolve("flowc.aot"), dist.resolve("aot.log"));
            Files.writeString(dist.resolve("flowc.aot.for"), identity + "\n");
        } catch (IOException e) {
            say("no AOT cache, so each start takes longer: " + e);
        }
    }

    private static void deleteTree(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void say(String line) {
        System.err.println("flowc: " + line);
    }
}
