package flowc.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.launch.Console;
import flowc.launch.ExitCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class HelpTextTest {
    @ParameterizedTest
    @ValueSource(strings = {"flowc", "run", "check", "compile", "show", "explain", "filter", "bench"})
    void isWhatPicocliSaysOfTheCommand(String command) throws IOException {
        final CommandLine root = Commands.all(new Console(new ByteArrayOutputStream(), new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)));
        final CommandLine line = command.equals("flowc") ? root : root.getSubcommands().get(command);
        final String usage = line.getUsageMessage(Ansi.OFF);
        if (Boolean.getBoolean("flowc.golden.update")) {
            Files.writeString(Path.of("src/main/resources/flowc/cli/help", command + ".txt"), usage);
        }
        assertEquals(Files.readString(Path.of("src/main/resources/flowc/cli/help", command + ".txt")), usage);
    }

    @Test
    void teachesWithExamplesAndExitCodesOnEveryCommand() throws IOException {
        for (String command : HelpText.COMMANDS) {
            final Cli help = Cli.flowc(command, "--help");
            assertEquals(ExitCode.OK, help.exitCode());
            assertTrue(help.out().contains("\nExamples:\n") && help.out().contains("\nExit codes:\n"), help.out());
            assertEquals(help, Cli.flowc("help", command));
            assertEquals("", help.err());
        }
        assertTrue(Cli.flowc("--help").out().contains("\nExamples:\n"));
    }

    @Test
    void goesToStderrWhenNothingWasAsked() {
        final Cli nothing = Cli.flowc();
        assertEquals(ExitCode.USAGE, nothing.exitCode());
        assertEquals("", nothing.out());
        assertEquals(Cli.flowc("--help").out(), nothing.err());
    }

    @Test
    void tellsVersionsOfFlowcAndJava() throws IOException {
        final String version = Cli.flowc("--version").out();
        assertTrue(version.matches("flowc \\S+ \\(Java 25\\S*, .*\\)\n"), version);
        final String pom = Files.readString(Path.of("pom.xml"));
        assertTrue(pom.contains("<version>" + version.split(" ")[1] + "</version>"), version + " must be the poms' version");
    }

    @Test
    void needsNeitherCompilerNorPicocli() throws Exception {
        final Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        final Process process = new ProcessBuilder(java.toString(), "-verbose:class", "-cp", System.getProperty("java.class.path"), Main.class.getName(), "--help").redirectErrorStream(true).start();
        final String classes = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(ExitCode.OK, process.waitFor());
        assertTrue(classes.contains("flowc.cli.HelpText "), "classes are listed");
        for (String library : new String[] {"picocli.", "org.antlr.", "org.objectweb.", "flowc.compiler.", "flowc.grammar."}) {
            assertFalse(classes.contains("] " + library), library + " must not be loaded");
        }
    }

    /** Also of what picocli makes: after other arguments, and of a tracker. */
    @Test
    void saysWhyItCannotBeWritten(@TempDir Path folder) throws IOException {
        final String tracker = Files.writeString(folder.resolve("tiny.flow"), "tracker tiny\ntable t key ip.src { n: u64 on packet { n += 1 } on expire { emit r { n } } }\n").toString();
        final List<List<String>> asked = List.of(List.of("--help"), List.of("--version"), List.of("filter", "udp", "--help"), List.of("run", tracker, "--help"), List.of("bench", tracker, "-h"));
        for (final List<String> words : asked) {
            final String[] arguments = words.toArray(String[]::new);
            final ByteArrayOutputStream err = new ByteArrayOutputStream();
            assertEquals(ExitCode.FAILURE, Main.run(arguments, new Console(new Unwritable("No space left on device"), new PrintStream(err, true, StandardCharsets.UTF_8))));
            assertEquals("error: cannot write: No space left on device\n", err.toString(StandardCharsets.UTF_8));
            assertEquals(ExitCode.OK, Main.run(arguments, new Console(new Unwritable("Broken pipe"), new PrintStream(err, true, StandardCharsets.UTF_8))));
        }
    }

    private static final class Unwritable extends OutputStream {
        private final String reason;

        Unwritable(String reason) {
            this.reason = reason;
        }

        @Override
        public void write(int b) throws IOException {
            throw new IOException(reason);
        }
    }
}
