package flowc.compiler.syntax;

import flowc.grammar.Flow;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;

/** How other languages and tools write something, and how Flow does. A row each; the first that fits is told. */
final class Idioms {
    /** Tokens that a row sees on either side of the place where reading stopped. */
    private static final int BEFORE = 16;
    private static final int AFTER = 24;

    /** Characters of a token that a row sees. */
    private static final int LONGEST = 40;

    private static final String LOOPS = "loops are bounded: 'for i in 0..9 { }', or 'loop { }' in a parser";
    private static final String MATCH = "write 'match x { 1, 2 => { } else => { } }'";
    private static final String SET = "a set stands in braces: 'in {1, 2, 3}'";
    private static final String KEY_PARTS = "named and calculated parts stand in parentheses with the others: 'key (flow5, mac: eth.src)'";

    /** Words that stand somewhere before the place, in its line. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("while", LOOPS), Map.entry("do", LOOPS), Map.entry("switch", MATCH), Map.entry("case", MATCH),
            Map.entry("elif", "write 'else if'"), Map.entry("elseif", "write 'else if'"), Map.entry("elsif", "write 'else if'"),
            Map.entry("function", "functions begin with 'fn'"), Map.entry("func", "functions begin with 'fn'"),
            Map.entry("def", "functions begin with 'fn'"),
            Map.entry("include", "write 'import'"), Map.entry("use", "write 'import'"), Map.entry("class", "write 'struct'"));

    /**
     * What a row fits is the text around the place: the rule being read and ':', then tokens with one blank between, with ‸ before the one where
     * reading stopped. $1 stands for what the first parentheses hold.
     */
    private record Row(Pattern pattern, String hint) {
        static Row of(String pattern, String hint) {
            return new Row(Pattern.compile(pattern), hint);
        }
    }

    private static final List<Row> ROWS = List.of(
            // Statements and expressions of C and of scripts.
            Row.of("\\bfor ‸ \\(", LOOPS),
            Row.of(" = ‸ \\+", "write '+='"),
            Row.of("< ‸ >", "write '!='"),
            Row.of("‸ \\? [^{]* :", "write 'if … then … else …'"),
            Row.of("(\\w+) ‸ \\? \\{", "'if $1' asks whether it is there: leave out the '?'"),
            Row.of("^block: .*‸ else\\b", "'else' stands behind the braces of an 'if': 'if … { … } else { … }'"),
            Row.of("\\} else ‸", "a block stands in braces"),
            Row.of("\\b(?:delete|remove|del) ‸", "'expire' ends the row whose handler runs; other rows end by 'idle' and 'limit'"),
            Row.of("‸ (contains|matches|startswith)\\b", "there is no '$1': ask byte by byte, 'b.len > 0 and b[0] == 0x47'"),
            Row.of("\\bin \\( [^‸]*‸ ,|\\bin ‸ \\[", SET),
            Row.of("\\bmatch [^{}]*\\{ (?:[^‸>]* )?(\\w+) ‸ :", "write '$1 => { … }'"),
            Row.of("\\b\\d{4} - \\d\\d - \\d\\w+ ‸", "points in time come from 'now' and 'pkt.time', or from ns since 1970: '1767225600000000000 as time'"),
            Row.of("\\b(\\d+) ‸ (ns|us|ms|s|min|h|d)\\b", "write '$1$2', without the space"),
            Row.of("\\bpcap \\( (?!\")[^‸]*‸", "the filter is a text: 'pcap(\"udp port 53\")'"),
            Row.of("\\bemit ‸ \\{", "name the record: 'emit r { … }'"),
            // Declarations.
            Row.of("\\btracker ‸ \" (\\w+) \"", "a name stands without quotes: 'tracker $1'"),
            Row.of("\\btracker (\\w+) ‸ - (\\w+)", "a name has no '-': 'tracker $1_$2'"),
            Row.of("\\btracker (\\w+) ‸ \\{", "the tracker is the whole file: begin it with 'tracker $1', without braces"),
            Row.of("^file: .*‸ var\\b", "what packets change is kept in a table's rows, 'table t key … { total: u64 … }'; 'const' is for what stays"),
            Row.of("^file: .*‸ event\\b", "events have handlers in a table: 'on packet { … }'"),
            Row.of("\\bimport (?:\\w+ \\. )*(\\w+) ‸ as\\b", "its names begin with the last part of the module's, '$1.…': leave out 'as …'"),
            Row.of("\\bheader (\\w+) ‸ \\{", "say behind what it stands: 'header $1 on udp when dstPort == … {'"),
            // Tables.
            Row.of("^fields: .*\\b(key|idle|active|limit|evict) ‸ (?!(?:[uif]\\d+|bool|ip[46]?|mac|time|duration|counter)\\b)([\\w.]+)",
                    "a table's options stand before its '{': '$1 $2 … {'"),
            Row.of("^fields: .*\\b\\w+ ‸ \\{ (\\w+) : (\\w+)", "fields stand in the table's own braces: '$1: $2'"),
            Row.of("\\bevict ‸ (?:lru|fifo|lfu|random)\\b", "'oldest' ends a flow without packets for longest: 'evict oldest'"),
            Row.of(" : (?:set|map|dict|list|array|vector|queue|hash) ‸ <", "what there are many of has a table of its own, a row each: 'table seen key (…) {'"),
            Row.of(" : u8 ‸ \\[ (\\d+)", "write 'bytes<$1>'"),
            Row.of("\\bkey [^(){}‸]*\\+ ‸ \\(|\\bkey [^(){}‸]*\\+ \\w+ ‸ :", KEY_PARTS),
            Row.of("\\bkey [^(){}‸]*‸ [-*/%&|]", "what is calculated stands in parentheses, with a name: 'key (size: pkt.len / 100)'"),
            Row.of("^table: .*‸ timeout\\b", "did you mean 'idle'?"),
            Row.of("\\} where ‸", "the condition stands before the block: 'on packet where … { … }'"),
            Row.of("\\bon ‸ (?:end|close|closed|last|finish|timeout|delete|remove)\\b", "did you mean 'expire'?"),
            Row.of("\\bon ‸ (?:start|first|begin|create|open)\\b", "did you mean 'new'?"),
            Row.of("\\bevery [^{}‸]*\\{ ‸ (?:emit|print|if|let|var)\\b", "say when: 'each { … }' is for every row, 'finish { … }' once behind them"));

    private final Positions positions;

    Idioms(Positions positions) {
        this.positions = positions;
    }

    /** What to write instead of what stands at the place; null when no row fits. */
    String hint(SyntaxHints.Place place) {
        final String word = word(place);
        if (word != null) {
            return word;
        }
        final String text = around(place);
        for (final Row row : ROWS) {
            final Matcher matcher = row.pattern().matcher(text);
            if (matcher.find()) {
                final StringBuilder told = new StringBuilder();
                matcher.appendReplacement(told, row.hint());
                return told.substring(matcher.start());
            }
        }
        return null;
    }

    private String word(SyntaxHints.Place place) {
        return place.line().filter(token -> token.getType() == Flow.NAME).map(token -> WORDS.get(positions.text(token))).filter(Objects::nonNull).findFirst().orElse(null);
    }

    private String around(SyntaxHints.Place place) {
        final int found = place.found().getTokenIndex();
        final StringBuilder text = new StringBuilder(Flow.ruleNames[place.rule()]).append(':');
        append(text, place.tokens(), Math.max(0, found - BEFORE), found);
        text.append(" ‸");
        append(text, place.tokens(), found, Math.min(place.tokens().size(), found + AFTER));
        return text.toString();
    }

    private void append(StringBuilder text, TokenStream tokens, int from, int to) {
        for (int i = from; i < to; i++) {
            final Token token = tokens.get(i);
            if (!FlowTokens.isHidden(token) && token.getType() != Token.EOF) {
                final String word = positions.text(token);
                text.append(' ').append(word.length() <= LONGEST ? word : "…");
            }
        }
    }
}
