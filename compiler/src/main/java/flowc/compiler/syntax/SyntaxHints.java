package flowc.compiler.syntax;

import flowc.compiler.source.Nearest;
import flowc.grammar.Flow;
import flowc.grammar.FlowLexer;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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

        int beforeType() {
            return before == null ? Token.EOF : before.getType();
        }

        boolean expects(int type) {
            return expected.contains(type);
        }

        /** The token where reading stopped and those before it in its line, the last first. */
        Stream<Token> line() {
            return IntStream.iterate(found.getTokenIndex(), i -> i >= 0 && tokens.get(i).getLine() == found.getLine(), i -> i - 1).mapToObj(tokens::get);
        }

        int next() {
            return found.getType() == Token.EOF ? Token.EOF : tokens.get(found.getTokenIndex() + 1).getType();
        }
    }

    private static final List<String> DECLARATIONS = List.of("tracker", "import", "param", "const", "let", "header", "layer", "parser",
            "struct", "enum", "key", "fn", "input", "ring", "lookup", "table", "test");
    private static final List<String> TABLE_OPTIONS = List.of("key", "where", "idle", "active", "close", "limit", "evict", "window", "step",
            "persist");
    private static final List<String> EVENTS = List.of("new", "packet", "expire");
    private static final List<String> HANDLERS = List.of("on", "every");

    /** The names of types that people put in front; what a name means is not known here. */
    private static final Pattern TYPE = Pattern.compile(
            "[uif][0-9]+|int|float|double|long|bool|boolean|string|bytes|ip|ip4|ip6|mac|time|duration|counter");

    private final Positions positions;
    private final Idioms idioms;

    SyntaxHints(Positions positions) {
        this.positions = positions;
        this.idioms = new Idioms(positions);
    }

    String hint(Place place) {
        final String idiom = idioms.hint(place);
        if (idiom != null) {
            return idiom;
        }
        final String slip = slip(place);
        return slip != null ? slip : misspelling(place);
    }

    private String slip(Place place) {
        final int found = place.found().getType();
        final boolean isName = place.sameLine() && !Expectation.isBody(place.rule()) || place.rule() == Flow.RULE_tableBody;
        final boolean wantsName = isName && place.expects(Flow.NAME);
        if (FlowTokens.isReserved(found) && (wantsName || standsAsName(place))) {
            return "'" + positions.text(place.found()) + "' is a reserved word";
        }
        if (found == FlowLexer.QUOTE && place.beforeType() == FlowLexer.FILTER && lineHas(place, FlowLexer.DUMP)) {
            return "'dump' names no file: write 'dump filter \"…\"', then 'last 30s', 'for 10s' or 'until idle'; this version checks it and records nothing";
        }
        if (place.expects(Flow.COLON) && !place.expects(Flow.PACKET)) {
            return missingColon(place);
        }
        if (place.expects(Flow.ADD_ASSIGN) && place.sameLine() && found == FlowLexer.NAME && FlowTokens.isWord(place.before())) {
            return "to declare a variable write 'var " + positions.text(place.found()) + ": " + positions.text(place.before()) + " = …'";
        }
        final int next = place.next();
        return switch (found) {
            case FlowLexer.ASSIGN -> place.beforeType() == FlowLexer.COLON ? "write '=' without ':', or a type between them"
                    : place.rule() == Flow.RULE_record ? "fields of a record are written 'name: value'" : null;
            case FlowLexer.DOT -> inRecord(place) ? named(place) : null;
            case FlowLexer.PLUS, FlowLexer.MINUS -> next == found ? "write '" + positions.text(place.found()) + "= 1'" : null;
            case FlowLexer.COLON -> next == FlowLexer.ASSIGN ? "write '='" : null;
            case FlowLexer.COMMA -> place.rule() == Flow.RULE_file && beginsWith(place, FlowLexer.LAYER) 
                    ? "the headers of a layer are joined by '|'" : null;
            case FlowLexer.BRACE -> place.expects(Flow.INTEGER) && place.beforeType() == FlowLexer.ASSIGN
                    ? "a record '{ … }' stands right of '=' in an assignment only, a set right of 'in'" : null;
            default -> missingBrace(place);
        };
    }

    /** Whether what follows a word is what follows the name of a field or a member. */
    private static boolean standsAsName(Place place) {
        return switch (place.next()) {
            case FlowLexer.COLON -> true;
            case FlowLexer.COMMA, FlowLexer.ASSIGN, FlowLexer.BRACE_CLOSE ->
                place.rule() == Flow.RULE_struct || place.rule() == Flow.RULE_enumeration || place.rule() == Flow.RULE_layerBody || place.rule() == Flow.RULE_headerItems;
            default -> false;
        };
    }

    private static boolean inRecord(Place place) {
        return place.sameLine() && FlowTokens.isWord(place.before()) && (place.rule() == Flow.RULE_record || place.rule() == Flow.RULE_fieldValue);
    }

    private String named(Place place) {
        final String member = positions.text(place.tokens().get(place.found().getTokenIndex() + 1));
        return "give the field a name: '" + member + ": " + positions.text(place.before()) + "." + member + "'";
    }

    private static boolean lineHas(Place place, int type) {
        return place.line().anyMatch(token -> token.getType() == type);
    }

    private static boolean beginsWith(Place place, int type) {
        return place.line().reduce((_, before) -> before).orElseThrow().getType() == type;
    }

    private static String missingBrace(Place place) {
        if (!place.expects(Flow.BRACE) || place.expected().size() > 1 || !place.sameLine()) {
            return null;
        }
        return place.rule() == Flow.RULE_record ? "fields stand in braces" : "a block stands in braces";
    }

    private String missingColon(Place place) {
        if (place.found().getType() == FlowLexer.ASSIGN) {
            return place.rule() == Flow.RULE_fieldValue || place.rule() == Flow.RULE_record ? "fields of a record are written 'name: value'"
                    : "a type stands behind the name: '" + positions.text(place.before()) + ": " + typeOfNext(place) + " = …'";
        }
        if (!place.sameLine() || !FlowTokens.isWord(place.before())) {
            return null;
        }
        final String before = positions.text(place.before());
        final String found = positions.text(place.found());
        final String handler = Nearest.of(before, HANDLERS).orElse(null);
        if (handler != null && place.rule() == Flow.RULE_fields && !TYPE.matcher(before).matches() && !TYPE.matcher(found).matches()) {
            return "did you mean '" + handler + "'?";
        }
        if (!FlowTokens.isWord(place.found())) {
            return null;
        }
        return TYPE.matcher(before).matches() ? "the type stands behind the name: '" + found + ": " + before + "'"
                : "a ':' stands between name and type: '" + before + ": " + found + "'";
    }

    /** The type of the literal behind {@code =}; u64 where it is none. */
    private String typeOfNext(Place place) {
        return switch (place.next()) {
            case FlowLexer.FLOAT -> "f64";
            case FlowLexer.TRUE, FlowLexer.FALSE -> "bool";
            case FlowLexer.IP4, FlowLexer.IP6 -> "ip";
            case FlowLexer.MAC -> "mac";
            case FlowLexer.MINUS -> "i64";
            case FlowLexer.QUANTITY -> NumberBuilder.isDuration(positions.text(place.tokens().get(place.found().getTokenIndex() + 1))) ? "duration" : "u64";
            default -> "u64";
        };
    }

    private String misspelling(Place place) {
        final List<String> words = place.expects(Flow.PACKET) && !place.expects(Flow.NAME) ? EVENTS : switch (place.rule()) {
            case Flow.RULE_file -> DECLARATIONS;
            case Flow.RULE_table, Flow.RULE_tableOption, Flow.RULE_tableBody -> TABLE_OPTIONS;
            default -> List.of();
        };
        final int found = place.found().getType();
        if (place.rule() == Flow.RULE_table && found == FlowLexer.NAME && Nearest.of(positions.text(place.found()), words).isEmpty()) {
            return "a table's options are 'key', 'where', 'idle', 'active', 'limit' and 'evict'";
        }
        if (place.rule() == Flow.RULE_file && (found == FlowLexer.ON || found == FlowLexer.EVERY || found == FlowLexer.BRACE_CLOSE)) {
            return "is there a '}' too many above?";
        }
        return found == FlowLexer.NAME
                ? Nearest.of(positions.text(place.found()), words).map(word -> "did you mean '" + word + "'?").orElse("") : "";
    }
}
