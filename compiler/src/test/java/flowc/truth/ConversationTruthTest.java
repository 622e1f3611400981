package flowc.truth;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.examples.Project;
import flowc.examples.TrackerRunner;
import flowc.truth.Conversation.Volume;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped conversations tracker over every shared capture, against tshark. */
final class ConversationTruthTest {
    @TempDir
    Path scratch;

    @Test
    void agreesWithTsharkOnEveryCaptureButTheListedOnes() throws IOException {
        final Path captures = SharedCaptures.folder();
        // tshark knows no timeouts.
        final var runner = new TrackerRunner(Project.folder().resolve("examples/conversations/conversations.flow"), Map.of("idle", "36500d"));
        final Map<String, String> found = new TreeMap<>();
        final List<Truth> truths = Truth.read(captures);
        for (final Truth truth : truths) {
            final String difference = difference(truth, runner, captures);
            if (!difference.isEmpty()) {
                found.put(truth.file(), difference);
            }
        }
        final Map<String, String> listed = KnownDifferences.under("Conversations");
        assertAll(
                () -> assertTrue(truths.size() > 100, "the truth table is there: rows=" + truths.size()),
                () -> assertEquals(lines(listed), lines(found), "docs/known-differences.md lists what differs, no more and no less"));
    }

    private String difference(Truth truth, TrackerRunner runner, Path captures) throws IOException {
        final TrackerRunner.Result result = runner.run(SharedCaptures.unpacked(captures, truth.file(), scratch));
        if (!truth.isWhole()) {
            return "";
        }
        final StringBuilder text = new StringBuilder();
        append(text, "packets", truth.totals().packets(), result.summary().traffic().packets());
        append(text, "bytes", truth.totals().wireBytes(), result.summary().traffic().wireBytes());
        final List<JsonLine> records = result.records().stream().map(JsonLine::new).filter(line -> line.is("conversation")).toList();
        append(text, "SCTP conversations", truth.sctpConversations(), records.stream().filter(line -> line.text("proto").equals("sctp")).count());
        if (truth.totals().tunnelPackets() == 0) {
            append(text, "IP packets", truth.totals().ipPackets(), records.stream().mapToLong(line -> line.number("packets_fwd") + line.number("packets_rev")).sum());
        }
        if (!truth.isGarbage()) {
            compare(text, truth.conversations(), volumes(records));
        }
        return text.toString();
    }

    private static Map<Conversation, Volume> volumes(List<JsonLine> records) {
        final Map<Conversation, Volume> volumes = new HashMap<>();
        for (final JsonLine line : records) {
            final String protocol = line.text("proto");
            // A later fragment is a conversation of its addresses here, and nothing for tshark.
            if ((protocol.equals("tcp") || protocol.equals("udp")) && line.has("src_port")) {
                final var volume = new Volume(line.number("packets_fwd"), line.number("packets_rev"), line.number("bytes_fwd"), line.number("bytes_rev"));
                Conversation.of(protocol, line.text("src"), line.port("src_port"), line.text("dst"), line.port("dst_port")).add(volumes, volume);
            }
        }
        return volumes;
    }

    private static void compare(StringBuilder text, Map<Conversation, Volume> truth, Map<Conversation, Volume> found) {
        final long missing = truth.keySet().stream().filter(conversation -> !found.containsKey(conversation)).count();
        final long extra = found.keySet().stream().filter(conversation -> !truth.containsKey(conversation)).count();
        final long other = truth.keySet().stream().filter(found::containsKey).filter(conversation -> !truth.get(conversation).equals(found.get(conversation))).count();
        if (missing + extra + other > 0) {
            separate(text).append("of ").append(truth.size()).append(" conversations ").append(missing).append(" missing, ").append(other)
                    .append(" with other counts; ").append(extra).append(" more");
        }
    }

    private static void append(StringBuilder text, String what, long truth, long found) {
        if (truth != found) {
            separate(text).append(what).append(' ').append(found).append(" instead of ").append(truth);
        }
    }

    private static StringBuilder separate(StringBuilder text) {
        return text.isEmpty() ? text : text.append("; ");
    }

    private static String lines(Map<String, String> differences) {
        final StringBuilder text = new StringBuilder();
        differences.forEach((file, difference) -> text.append("| `").append(file).append("` | ").append(difference).append(" |\n"));
        return text.toString();
    }
}
