package flowc.cli;

import static flowc.cli.Cli.flowc;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import flowc.launch.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final String WRONG = "tracker wrong\ntable flow key nothing {\n}\n";

    @TempDir
    private Path folder;

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void namesTheCommandThatWasProbablyMeant() {
        final Cli typo = flowc("chekc", "x.flow");
        assertEquals(ExitCode.USAGE, typo.exitCode());
        assertTrue(typo.err().contains("'check'"), typo.err());
        assertEquals("error: unknown option '--nonsense'", flowc("check", "x.flow", "--nonsense").firstError());
        assertEquals(ExitCode.USAGE, flowc("check", "x.flow", "--nonsense").exitCode());
    }

    @Test
    void saysInOneLineWhyAFileCannotBeRead() throws IOException {
        final String missing = folder.resolve("no.flow").toString();
        for (String[] args : new String[][] {{"check", missing}, {"run", missing, "-r", "x.pcap"}, {"compile", missing}, {"show", missing, "--stage", "ast"}, {"explain", "--placement", missing}}) {
            final Cli cli = flowc(args);
            assertEquals(new Cli(ExitCode.USAGE, "", "error: tracker '" + missing + "' does not exist\n"), cli);
        }
        assertEquals("error: tracker '" + folder + "' is a folder\n", flowc("check", folder.toString()).err());
        final Path binary = Files.write(folder.resolve("binary.flow"), new byte[] {(byte) 0xd4, (byte) 0xc3, (byte) 0xb2, (byte) 0xa1});
        assertEquals("error: '" + binary + "' is not UTF-8 text\n", flowc("check", binary.toString()).err());
        assertEquals(ExitCode.USAGE, flowc("check", "a\0b").exitCode());
    }

    @Test
    void readsNoMoreOfADeviceThanATrackerMayHave() {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/dev/zero")), "SKIPPED: no /dev/zero here");
        for (String command : new String[] {"check", "run"}) {
            assertEquals("error: '/dev/zero' is too large to be a tracker (over 4 MiB); captures stand behind -r", flowc(command, "/dev/zero").firstError());
        }
        assertEquals("error: '/dev/zero' is too large to be a file of expressions (over 4 MiB); captures stand behind -r", flowc("filter", "--expressions", "/dev/zero", "-r", "/dev/zero").firstError());
    }

    @Test
    void printsDiagnosticsToStderrAndExitsWith1() throws IOException {
        final String wrong = file("wrong.flow", WRONG);
        for (String[] args : new String[][] {{"check", wrong}, {"run", wrong, "-r", "x.pcap"}, {"compile", wrong}}) {
            final Cli cli = flowc(args);
            assertEquals(ExitCode.PROGRAM, cli.exitCode());
            assertEquals("", cli.out());
            assertTrue(cli.err().startsWith("error[F") && cli.err().contains(wrong + ":2:16"), cli.err());
        }
    }

    @Test
    void explainsWhereRowsAreForPeopleAndForTools() throws IOException {
        final String tracker = file("tiny.flow", "tracker tiny\ntable flow key flow5 { on packet { } }\n");
        assertTrue(flowc("explain", "--placement", tracker, "--workers", "2").out().contains("with --workers 2 a worker owns 32."));
        assertTrue(flowc("explain", "--placement", tracker, "--format", "json").out().startsWith("{\"tracker\":\"tiny\",\"workers\":" + Runtime.getRuntime().availableProcessors() + ","));
        assertEquals(ExitCode.PROGRAM, flowc("explain", "--placement", file("wrong.flow", WRONG)).exitCode());
        assertEquals("error: say what to explain: flowc explain --placement FILE.flow", flowc("explain", tracker).firstError());
        for (final String wrong : List.of("0", "257", "many")) {
            final String message = "error: --workers expects a number of 1 to 256, got '" + wrong + "'";
            assertEquals(message, flowc("explain", "--placement", tracker, "--workers", wrong).firstError());
            assertEquals(message, flowc("run", tracker, "-r", "x.pcap", "--workers", wrong).firstError());
        }
    }

    @Test
    void showsTheTreeOfAWrongTrackerToo() throws IOException {
        final Cli cli = flowc("show", file("wrong.flow", WRONG), "--stage", "ast");
        assertEquals(ExitCode.PROGRAM, cli.exitCode());
        assertTrue(cli.out().contains("tracker wrong") && cli.err().startsWith("error[F"), cli.out() + cli.err());
        assertEquals("", flowc("show", file("wrong.flow", WRONG), "--stage", "bytecode").out());
    }

    @Test
    void checksSeveralFilesAndTellsTheWorst() throws IOException {
        final String wrong = file("wrong.flow", WRONG);
        final Cli cli = flowc("check", wrong, folder.resolve("no.flow").toString(), wrong);
        assertEquals(ExitCode.USAGE, cli.exitCode());
        assertEquals(2, cli.err().split("error\\[F0", -1).length - 1, cli.err());
    }

    @Test
    void printsOneJsonObjectADiagnosticForTools() throws IOException {
        final String wrong = file("wrong.flow", WRONG);
        final String missing = folder.resolve("missing.flow").toString();
        assertEquals(new Cli(ExitCode.USAGE, "{\"severity\":\"error\",\"code\":null,\"file\":\"" + missing + "\",\"line\":1,\"column\":1,\"endLine\":1,\"endColumn\":1,"
                + "\"message\":\"tracker '" + missing + "' does not exist\",\"notes\":[],\"hint\":null}\n", ""), flowc("check", "--format", "json", missing));
        final Cli cli = flowc("check", "--format", "json", wrong);
        assertEquals(ExitCode.PROGRAM, cli.exitCode());
        assertEquals("", cli.err());
        assertTrue(cli.out().endsWith("}\n"), cli.out());
        for (String line : cli.out().lines().toList()) {
            try (JsonParser parser = new JsonFactory().createParser(line)) {
                parser.nextToken();
                parser.skipChildren();
                assertEquals(null, parser.nextToken());
            }
        }
    }

    @Test
    void coloursDiagnosticsWhenAsked() throws IOException {
        final String wrong = file("wrong.flow", WRONG);
        assertTrue(flowc("check", "--color", "always", wrong).err().contains("\u001b["));
        assertTrue(flowc("run", wrong, "-r", "x", "--color=always").err().contains("\u001b["));
        assertTrue(!flowc("check", "--color", "never", wrong).err().contains("\u001b["));
    }

    @Test
    void saysWhatIsMissingOnTheCommandLine() {
        assertEquals("error: no tracker given: flowc run FILE.flow -r capture.pcap", flowc("run", "-r", "x.pcap").firstError());
        assertEquals(ExitCode.USAGE, flowc("run", "-r", "x.pcap").exitCode());
        assertEquals(ExitCode.USAGE, flowc("run").exitCode());
        assertEquals("error: no stage given: --stage=ast|types|ir|bytecode", flowc("show", "x.flow").firstError());
        assertEquals("error: --stage expects one of ast, types, ir, bytecode, got 'asm'", flowc("show", "x.flow", "--stage", "asm").firstError());
        assertEquals("error: --format expects one of text, json, got 'xml'", flowc("check", "x.flow", "--format", "xml").firstError());
        assertEquals("error: no FILE.flow given\nhelp: 'flowc check --help' shows what there is\n", flowc("check").err());
        assertEquals("error: no tracker given: flowc run FILE.flow -r capture.pcap", flowc("run").firstError());
        assertEquals("error: unexpected argument 'my.flow'\nhelp: did you mean 'flowc run my.flow'?\nhelp: 'flowc --help' shows what there is\n", flowc("my.flow", "-r", "x.pcap").err());
    }

    @Test
    void saysOfAnUnknownCommandThatItIsUnknownAlsoWithHelp() {
        final Cli unknown = flowc("nosuch", "--help");
        assertEquals("error: unexpected argument 'nosuch'", unknown.firstError());
        assertEquals(ExitCode.USAGE, unknown.exitCode());
        assertEquals(ExitCode.OK, flowc("--help", "check").exitCode());
    }

    @Test
    void letsNoNameSteerTheTerminal() {
        final String name = "bad\u001b]0;owned\u0007\u202e";
        final String shown = "bad\uFFFD]0;owned\uFFFD\uFFFD";
        assertEquals("error: tracker '" + shown + "' does not exist\n", flowc("check", name).err());
        assertEquals("error: capture '" + shown + "' does not exist", flowc("filter", "tcp", "-r", name).firstError());
        assertEquals("error: unexpected argument '" + shown + "'", flowc(name).firstError());
        assertEquals("error: unknown option '--" + shown + "'", flowc("check", "x.flow", "--" + name).firstError());
    }

    @Test
    void saysWhatIsNoFolder() throws IOException {
        final String tracker = file("tiny.flow", "tracker tiny\ntable flow key flow5 { on packet { } }\n");
        assertEquals("error: '" + tracker + "' is no folder\n", flowc("compile", tracker, "-o", tracker + "/x.jar").err());
        assertEquals("error: folder '" + folder.resolve("no") + "' does not exist\n", flowc("compile", tracker, "-o", folder.resolve("no/x.jar").toString()).err());
    }
}
