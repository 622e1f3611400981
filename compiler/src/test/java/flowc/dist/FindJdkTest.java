package flowc.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowc.architecture.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script looks for a version that no machine has, so that only the JDKs pretended here can be found. */
class FindJdkTest {
    private static final int WANTED = 9_999;

    @TempDir
    private Path folder;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void copyScript() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "skipped: needs a POSIX shell");
        final String script = Files.readString(Project.ROOT.resolve(".mvn/find-jdk.sh"));
        assertTrue(script.contains("\nrequired_java=25\n"), "the version that the script asks for has moved");
        Files.writeString(folder.resolve("find-jdk.sh"), script.replace("required_java=25", "required_java=" + WANTED));
        environment.put("HOME", Files.createDirectories(folder.resolve("home")).toString());
        environment.put("PATH", "/usr/bin:/bin");
    }

    private Shell find() throws IOException, InterruptedException {
        return Shell.run(folder, environment, List.of("/bin/sh", "-euc", "program=flowc; . ./find-jdk.sh; echo \"$JAVA_HOME\"; echo \"$java_version\""));
    }

    private void assertFinds(Path home) throws IOException, InterruptedException {
        assertEquals(new Shell(0, home + "\n" + WANTED + ".0.1\n", ""), find());
    }

    /** A JDK as far as the script looks: two programs and a release file. */
    private Path jdk(String place, int major) throws IOException {
        final Path home = Files.createDirectories(folder.resolve(place));
        Files.createDirectories(home.resolve("bin"));
        program(home.resolve("bin/java"), "echo 'openjdk version \"" + major + ".0.1\" 2026-01-01' >&2");
        program(home.resolve("bin/javac"), "exit 0");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + major + ".0.1\"\nMODULES=\"java.base\"\n");
        return home;
    }

    private static void program(Path place, String line) throws IOException {
        Files.writeString(place, "#!/bin/sh\n" + line + "\n");
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void javaHomeComesFirst() throws Exception {
        final Path named = jdk("named jdk", WANTED);
        environment.put("JAVA_HOME", named.toString());
        environment.put("PATH", jdk("other", WANTED).resolve("bin") + ":/usr/bin:/bin");
        assertFinds(named);
    }

    @Test
    void javaHomeThatIsTooOldIsPassedOverForTheOneOnThePath() throws Exception {
        environment.put("JAVA_HOME", jdk("old", WANTED - 1).toString());
        final Path wanted = jdk("wanted", WANTED);
        environment.put("PATH", wanted.resolve("bin") + ":/usr/bin:/bin");
        assertFinds(wanted);
    }

    @Test
    void javaOnThePathIsFollowedThroughLinks() throws Exception {
        final Path wanted = jdk("lib/wanted", WANTED);
        final Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(folder.resolve("alternative"), wanted.resolve("bin/java"));
        Files.createSymbolicLink(bin.resolve("java"), Path.of("../alternative"));
        environment.put("PATH", bin + ":/usr/bin:/bin");
        assertFinds(wanted);
    }

    @Test
    void sdkmansPlaceIsSearchedAndOlderOnesThereArePassedOver() throws Exception {
        jdk("home/.sdkman/candidates/java/1-old", WANTED - 1);
        assertFinds(jdk("home/.sdkman/candidates/java/2-new", WANTED));
    }

    @Test
    void macsPlaceUnderTheUsersHomeIsSearched() throws Exception {
        assertFinds(jdk("home/Library/Java/JavaVirtualMachines/some.jdk/Contents/Home", WANTED));
    }

    @Test
    void runtimeWithoutCompilerIsPassedOver() throws Exception {
        final Path runtime = jdk("runtime", WANTED);
        Files.delete(runtime.resolve("bin/javac"));
        environment.put("JAVA_HOME", runtime.toString());
        assertEquals(3, find().exitCode());
    }

    @Test
    void jdkWithoutReleaseFileIsAskedItself() throws Exception {
        final Path silent = jdk("silent", WANTED);
        Files.delete(silent.resolve("release"));
        environment.put("JAVA_HOME", silent.toString());
        assertFinds(silent);
    }

    @Test
    void withoutAnyOneLineSaysWhatToInstall() throws Exception {
        final Shell result = find();
        assertEquals(3, result.exitCode());
        assertEquals("", result.out());
        assertEquals(1, result.err().lines().count(), result.err());
        assertTrue(result.err().startsWith("flowc: needs a JDK " + WANTED + " or newer") && result.err().contains("install"), result.err());
    }
}
