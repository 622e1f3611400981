package flowc.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The AOT cache: classes of jar and JDK, loaded and linked ahead, for one JDK and one place of the jar. Start-up halves with it. */
final class AotCache {
    private static final long TRAINING_LIMIT_SECONDS = 120;

    /**
     * The cache remembers how far each method was compiled, and the JVM takes what runs once no further. What compiles a tracker is over
     * before the optimising compiler would pay, so it is trained with the quick one alone; what handles packets runs for long and must not
     * be held there, so nothing is remembered of it.
     */
    private static final List<String> TRAINING_FLAGS =
        List.of("-XX:TieredStopAtLevel=1", "-XX:CompileCommand=quiet", "-XX:CompileCommand=exclude,flowc.runtime.*::*");

    private AotCache() { }

    /**
     * Trains with the typical commands and writes the cache. Where that fails there is no cache file and flowc starts as fast as it can
     * without; why is in the log.
     *
     * @param flags the JVM's in use, which must be the same in training: the cache holds the heap in the collector's form
     */
    static void make(List<String> flags, Path jar, Path root, Path cache, Path log) throws IOException, InterruptedException {
        Files.deleteIfExists(cache);
        final Path unfinished = cache.resolveSibling(cache.getFileName() + ".tmp");
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        command.addAll(TRAINING_FLAGS);
        command.addAll(List.of("-XX:AOTCacheOutput=" + unfinished, "-cp", jar.toString(), Training.class.getName(), root.toString()));
        final Process training = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        training.getOutputStream().close();
        if (!training.waitFor(TRAINING_LIMIT_SECONDS, TimeUnit.SECONDS)) {
            training.descendants().forEach(ProcessHandle::destroyForcibly);
            training.destroyForcibly().waitFor();
        }
        if (Files.exists(unfinished) && training.exitValue() == 0) {
            Files.move(unfinished, cache);
        } else {
            Files.deleteIfExists(unfinished);
        }
    }
}
