package flowc.compiler.syntax;

import flowc.compiler.source.Nearest;
import flowc.grammar.Flow;
import flowc.grammar.FlowLexer;
import java.util.List;
import java.util.Map;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.misc.IntervalSet;

/** What to do about a syntax error, where the slip is a usual one; else an empty text. */
final class SyntaxHints {
    /** {@code before} is the token before {@code found}, null at the start. */
    record Place(TokenStream tokens, Token before, Token found, int rule, IntervalSet expected) {
        boolean sameLine() {
            return before != null && before.getLine() == found.getLine();
        }

        boolean expects(int type) {
            return expected.contains(type);
        }
    }

    private static final List<String> DECLARATIONS = List.of("tracker", "import", "param", "const", "let", "header", "layer", "parser", "struct",
            "enum", "key", "fn", "input", "ring", "lookup", "table", "test");
    private static final List<String> TABLE_OPTIONS = List.of("key", "where", "idle", "active", "close", "limit", "evict", "window", "step", "persist");
    private static final List<String> EVENTS = List.of("new", "packet", "expire");
    private static final List<String> HANDLERS = List.of("on", "every");

    /** Words of other languages, and how Flow says it. */
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("while", "loops are bounded: 'for i in 0..9 { }', or 'loop { }' in a parser"),
            Map.entry("do", "loops are bounded: 'for i in 0..9 { }', or 'loop { }' in a parser"),
            Map.entry("switch", "write 'match x { 1, 2 => { } else => { } }'"),
            Map.entry("case", "write 'match x { 1, 2 => { } else => { } }'"),
            Map.entry("elif", "write 'else if'"), Map.entry("elseif", "write 'else if'"), Map.entry("elsif", "write 'else if'"),
            Map.entry("function", "functions begin with 'fn'"), Map.entry("func", "functions begin with 'fn'"), Map.entry("def", "functions begin with 'fn'"),
            Map.entry("include", "write 'import'"), Map.entry("use", "write 'import'"), Map.entry("class", "write 'struct'"));

    private final Positions positions;

    SyntaxHints(Positions positions) {
        this.positions = positions;
    }

    String hint(Place place) {
        final String foreign = foreign(place);
        if (foreign != null) {
            return foreign;
        }
        final String slip = slip(place);
        return slip != null ? slip : misspelling(place);
    }

    private String foreign(Place place) {
        for (int i = place.found().getTokenIndex(); i >= 0 && place.tokens().get(i).getLine() == place.found().getLine(); i--) {
            final Token token = place.tokens().get(i);
            if (token.getType() == FlowLexer.NAME && FOREIGN.containsKey(positions.text(token))) {
                return FOREIGN.get(positions.text(token));
            }
        }
        return null;
    }

    private String slip(Place place) {
        final int found = place.found().getType();
        if (place.expects(Flow.NAME) && FlowTokens.isReserved(found) && place.sameLine() && !Expectation.isBody(place.rule())) {
            return "'" + positions.text(place.found()) + "' is a reserved word";
        }
        if (place.expects(Flow.COLON)) {
            return missingColon(place);
        }
        if (found == FlowLexer.ASSIGN && place.expects(Flow.NAME) && place.before().getType() == FlowLexer.COLON) {
            return "write '=' without ':', or a type between them";
        }
        if ((found == FlowLexer.PLUS || found == FlowLexer.MINUS) && place.tokens().get(place.found().getTokenIndex() + 1).getType() == found) {
            return "write '" + positions.text(place.found()) + "= 1'";
        }
        if (found == FlowLexer.BRACE && place.expects(Flow.INTEGER)) {
            return "a record '{ … }' stands right of '=' in an assignment only, a set right of 'in'";
        }
        return place.expects(Flow.BRACE) && place.expected().size() == 1 && place.sameLine() ? "a block stands in braces" : null;
    }

    private String missingColon(Place place) {
        if (place.found().getType() == FlowLexer.ASSIGN) {
            return place.rule() == Flow.RULE_fieldValue || place.rule() == Flow.RULE_record ? "fields of a record are written 'name: value'"
                    : "a type stands behind the name: '" + positions.text(place.before()) + ": u64 = …'";
        }
        final boolean typeFirst = place.sameLine() && FlowTokens.isWord(place.found()) && FlowTokens.isWord(place.before());
        if (!typeFirst) {
            return null;
        }
        final String handler = Nearest.of(positions.text(place.before()), HANDLERS).orElse(null);
        return handler != null && place.rule() == Flow.RULE_fields ? "did you mean '" + handler + "'?"
                : "the type stands behind the name: '" + positions.text(place.found()) + ": " + positions.text(place.before()) + "'";
    }

    private String misspelling(Place place) {
        final List<String> words = switch (place.rule()) {
            case Flow.RULE_file -> DECLARATIONS;
            case Flow.RULE_table, Flow.RULE_tableOption, Flow.RULE_tableBody -> TABLE_OPTIONS;
            case Flow.RULE_handler -> EVENTS;
            default -> List.of();
        };
        return FlowTokens.isWord(place.found())
                ? Nearest.of(positions.text(place.found()), words).map(word -> "did you mean '" + word + "'?").orElse("") : "";
    }
}
