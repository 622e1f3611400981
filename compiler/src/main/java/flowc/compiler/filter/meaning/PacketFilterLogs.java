package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.LINK_HEADER;

import flowc.compiler.filter.ast.FilterExpression.PacketFilterLog;
import flowc.compiler.filter.predicate.Predicate;
import flowc.filter.spec.LinkType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Headers that OpenBSD's packet filter puts before logged packets.
 * <pre> 0 length | 1 family | 2 action | 3 reason | 4 interface, 16 bytes | 20 rule set, 16 bytes | 36 rule | 40 subrule | … 60 direction </pre>
 */
final class PacketFilterLogs {
    private static final int LONGEST_NAME = 15;
    private static final List<String> REASONS = List.of(
            "match", "bad-offset", "fragment", "short", "normalize", "memory", "bad-timestamp", "congestion", "ip-option", "proto-cksum",
            "state-mismatch", "state-insert", "state-limit", "src-limit", "synproxy");
    private static final List<String> ACTIONS = List.of("pass", "drop", "scrub", "noscrub", "nat", "nonat", "binat", "nobinat", "rdr", "nordr", "synproxy-drop");

    private final LinkState state;
    private final Loads loads;

    PacketFilterLogs(LinkState state, Loads loads) {
        this.state = state;
        this.loads = loads;
    }

    Predicate field(PacketFilterLog test) {
        if (state.type != LinkType.PFLOG) {
            throw state.error("%s supported only on PF linktype", test.field());
        }
        final String value = test.value();
        return switch (test.field()) {
            case "ifname" -> name(4, value, "interface");
            case "ruleset" -> name(20, value, "rule set");
            case "rulenum" -> loads.equal(LINK_HEADER, 36, 4, number(value));
            case "subrulenum" -> loads.equal(LINK_HEADER, 40, 4, number(value));
            case "reason" -> loads.equal(LINK_HEADER, 3, 1, FrameFields.isNumber(value) ? number(value) : index(REASONS, value, "reason"));
            case "action" -> loads.equal(LINK_HEADER, 2, 1, action(value));
            default -> throw state.error("unknown field of the packet filter's log '%s'", test.field());
        };
    }

    private Predicate name(int offset, String name, String what) {
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_NAME) {
            throw state.error("%s names can only be 1-%d characters", what, LONGEST_NAME);
        }
        return loads.same(LINK_HEADER, offset, Arrays.copyOf(bytes, bytes.length));
    }

    private int action(String word) {
        return switch (word) {
            case "accept" -> 0;
            case "block" -> 1;
            default -> index(ACTIONS, word, "action");
        };
    }

    private int index(List<String> words, String word, String what) {
        final int index = words.indexOf(word);
        if (index < 0) {
            throw state.errorWithHint(String.join(", ", words), "unknown PF %s \"%s\"", what, word);
        }
        return index;
    }

    private int number(String text) {
        try {
            return (int) (long) Long.decode(text);
        } catch (NumberFormatException notOne) {
            throw state.error("'%s' is not a number", text);
        }
    }
}
