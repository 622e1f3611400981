package flowc.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real Java process under test. */
final class JavaProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 60;

    final Process process;
    /** Where the JVM writes of its threads, or null. */
    private final Path threads;
    private final CompletableFuture<String> err;
    private CompletableFuture<String> out;

    private JavaProcess(Process process, Path threads) {
        this.process = process;
        this.threads = threads;
        this.err = drain(process.getErrorStream());
    }

    static JavaProcess start(Class<?> main, String... args) throws IOException {
        return startCommand(command(arguments(main, args)));
    }

    /** The same of a process that can be asked to {@link #awaitHandled}; {@code threads} is a file that it writes. */
    static JavaProcess startLogging(Path threads, Class<?> main, String... args) throws IOException {
        final Stream<String> log = Stream.of("-Xlog:os+thread=info:file=" + threads);
        return new JavaProcess(new ProcessBuilder(command(Stream.concat(log, Stream.of(arguments(main, args))).toArray(String[]::new))).start(), threads);
    }

    private static String[] arguments(Class<?> main, String... args) {
        return Stream.concat(Stream.of("-cp", System.getProperty("java.class.path"), main.getName()), Stream.of(args)).toArray(String[]::new);
    }

    static JavaProcess startCommand(List<String> command) throws IOException {
        return new JavaProcess(new ProcessBuilder(command).start(), null);
    }

    static List<String> command(String... javaArguments) {
        final List<String> command = new ArrayList<>();
        if (canResetSignals()) {
            // Who started the tests may ignore SIGINT (a shell's background job does), and a child inherits that.
            command.addAll(List.of("env", "--default-signal=INT,TERM,HUP"));
        }
        final String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        command.addAll(List.of(java, "--enable-native-access=ALL-UNNAMED", "-Dflowc.checked=true", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto"));
        command.addAll(List.of(javaArguments));
        return command;
    }

    private static boolean canResetSignals() {
        try {
            return new ProcessBuilder("env", "--default-signal=INT", "true").start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    // A thread of its own for each stream: the common pool may have one for all, which waits for the first.
    private static CompletableFuture<String> drain(InputStream stream) {
        return CompletableFuture.supplyAsync(() -> text(stream), task -> Thread.ofPlatform().daemon().start(task));
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Begins to read stdout; without it a test closes or reads it itself. */
    JavaProcess reading() {
        out = drain(process.getInputStream());
        return this;
    }

    void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private void await(Condition condition, String what) throws IOException, InterruptedException {
        final long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.holds()) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new IllegalStateException("the process must " + what + ": " + (process.isAlive() ? "not in time" : err()));
            }
            Thread.sleep(10);
        }
    }

    /** Waits until the process has a thread of that name: Linux shows them. */
    void awaitThread(String name) throws IOException, InterruptedException {
        await(() -> hasThread(name), "start thread " + name);
    }

    /** Waits until the process has done what it does on a signal, the first of its name: each is handled by a thread that then ends, of which the JVM writes. */
    void awaitHandled(String signal) throws IOException, InterruptedException {
        await(() -> Files.readString(threads).contains("exiting (name: \"SIG" + signal + " handler\""), "handle SIG" + signal);
    }

    private boolean hasThread(String name) throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc", Long.toString(process.pid()), "task"))) {
            for (Path task : (Iterable<Path>) tasks::iterator) {
                if (Files.readString(task.resolve("comm")).strip().equals(name)) {
                    return true;
                }
            }
        } catch (java.nio.file.NoSuchFileException | UncheckedIOException _) {
            return false; // a thread ended while we looked
        }
        return false;
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the process must end by itself");
        }
        return process.exitValue();
    }

    String out() {
        return out.join();
    }

    String err() {
        return err.join();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
