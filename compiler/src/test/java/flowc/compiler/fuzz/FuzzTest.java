package flowc.compiler.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import flowc.compiler.testing.FlowFiles;
import flowc.compiler.testing.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code -Dflowc.seed=N} repeats a run, {@code -Dflowc.fuzz.cases=N} makes it longer. */
class FuzzTest {
    private static final int CASES = Integer.getInteger("flowc.fuzz.cases", 400);
    private static final int ROUNDS = 60;

    private static final String HEADERS_READ = """
            tracker reads
            table flow key flow5 limit 100 {
              n: u64
              on packet { n += ip.ttl + (tcp.flags ?? 0) if udp.port == 9 { emit r { src, dst, a: udp.length, b: ip4.options.len, c: icmp.id, d: vlan.id, e: tcp.syn, f: eth.src } } }
              on expire { emit done { key, n } }
            }
            """;

    private final long seed = Long.getLong("flowc.seed", 20261121);
    private final CompilerContract contract = new CompilerContract();

    @Test
    void changedProgramsNeverBreakTheCompiler() throws IOException {
        final Random random = new Random(seed);
        final List<String> corpus = corpus();
        corpus.add(new Nonsense(random).tracker());
        final Mutations mutations = new Mutations(random, corpus);
        for (int i = 0; i < CASES; i++) {
            check(mutations.mutate(corpus.get(random.nextInt(corpus.size()))));
        }
        assertTrue(contract.compiled() > 0, () -> "some changes are right: seed=" + seed);
    }

    @Test
    void generatedProgramsNeverBreakTheCompilerNorTheRuntime() {
        final Nonsense nonsense = new Nonsense(new Random(seed));
        for (int i = 0; i < CASES; i++) {
            check(nonsense.tracker(), true);
        }
        assertTrue(contract.compiled() > 0, () -> "some programs are right: seed=" + seed);
    }

    @Test
    void changedHeadersNeverBreakTheCompilerNorTheRuntime() {
        final Random random = new Random(seed);
        final String tracker = new Nonsense(random).tracker();
        final Mutations mutations = new Mutations(random, List.of(SmallLibrary.PRELUDE, tracker));
        for (int i = 0; i < CASES; i++) {
            check(HEADERS_READ, mutations.mutate(SmallLibrary.PRELUDE), true);
        }
        assertTrue(contract.compiled() > 0, () -> "some changes are right: seed=" + seed);
    }

    @Test
    void deepAndWideProgramsNeverBreakTheCompiler() {
        for (int depth = 1; depth < 1 << 14; depth *= 4) {
            check(handler("x = " + "(".repeat(depth) + "1" + ")".repeat(depth)));
            check(handler("x = 1" + " + x".repeat(depth)));
            check(handler("q = " + "not ".repeat(depth) + "q"));
            check(handler("q = q" + " and q or q".repeat(depth)));
            check(handler("if q { x = 1 }" + " else if x == 3 { x = 2 }".repeat(depth)));
            check(handler("if q { ".repeat(depth) + "}".repeat(depth)));
            check(handler("x = x" + " ?? x".repeat(depth)));
            check(handler("x += 1\n".repeat(depth)));
        }
        for (int i = 0; i < ROUNDS; i++) {
            check(handler("x = (x << " + (1L << i) + ") as u64 x = (x >> " + (1L << i) + ") x = " + (1L << i) + " * x as! u64"));
        }
    }

    private static String handler(String body) {
        return "tracker deep\ntable flow key flow5 {\n  x: u64, q: bool\n  on packet {\n" + body + "\n  }\n}\n";
    }

    private void check(String text) {
        check(text, false);
    }

    private void check(String text, boolean run) {
        check(text, SmallLibrary.PRELUDE, run);
    }

    private void check(String text, String prelude, boolean run) {
        final String broken = contract.broken(text, prelude, run);
        if (broken != null) {
            fail(broken + "\nseed=" + seed + "\n" + (prelude.equals(SmallLibrary.PRELUDE) ? "" : prelude) + (text.length() > 20_000 ? text.substring(0, 20_000) + " …" : text));
        }
    }

    private static List<String> corpus() throws IOException {
        final List<String> corpus = new ArrayList<>();
        for (final Path file : FlowFiles.all()) {
            if (file.toString().contains("examples")) {
                corpus.add(Files.readString(file));
            }
        }
        try (Stream<Path> cases = Files.list(GoldenCases.folder("diagnostics"))) {
            for (final Path file : cases.filter(f -> f.toString().endsWith(".flow")).sorted().toList()) {
                final String text = Files.readString(file);
                if (text.length() < 4000) {
                    corpus.add(text);
                }
            }
        }
        return corpus;
    }
}
