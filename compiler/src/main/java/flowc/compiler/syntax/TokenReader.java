package flowc.compiler.syntax;

import static flowc.compiler.source.Code.SYNTAX;

import flowc.compiler.source.Source;
import flowc.compiler.source.Span;
import flowc.grammar.FlowLexer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Reads the tokens of a source, without what is no token: unknown characters, broken strings and open comments are reported
 * here and do not reach the parser. The last token is EOF.
 */
final class TokenReader {
    /** A string that is open while its holes are read. */
    private record OpenString(int tokenIndex, int modeDepth, Token quote) {}

    private static final String HOLE = "'{' opens a hole; write '\\{' for the character itself";

    private final Source source;
    private final Positions positions;
    private final Reporter reporter;
    private final ModeLexer lexer;
    private final List<CommonToken> tokens = new ArrayList<>();
    private final Deque<OpenString> strings = new ArrayDeque<>();
    private int unknownEnd = -1;

    private TokenReader(Source source, Reporter reporter) {
        this.source = source;
        this.positions = new Positions(source);
        this.reporter = reporter;
        this.lexer = new ModeLexer(source);
    }

    static List<CommonToken> read(Source source, Reporter reporter) {
        final TokenReader reader = new TokenReader(source, reporter);
        reader.readAll();
        TokenContext.apply(reader.tokens, source);
        return reader.tokens;
    }

    private void readAll() {
        CommonToken token;
        do {
            token = (CommonToken) lexer.nextToken();
            if (endsOpenString(token)) {
                breakString(token);
            }
            accept(token);
        } while (token.getType() != Token.EOF);
    }

    private void accept(CommonToken token) {
        switch (token.getType()) {
            case FlowLexer.UNKNOWN -> unknown(token);
            case FlowLexer.TEXT_BROKEN -> { }
            case FlowLexer.STAR -> star(token);
            case FlowLexer.QUOTE -> {
                strings.push(new OpenString(tokens.size(), lexer.modeDepth() - 1, token));
                tokens.add(token);
            }
            case FlowLexer.QUOTE_CLOSE -> {
                strings.pop();
                tokens.add(token);
            }
            default -> tokens.add(token);
        }
    }

    private boolean endsOpenString(Token token) {
        return !strings.isEmpty()
                && (token.getType() == FlowLexer.TEXT_BROKEN || token.getType() == Token.EOF
                        || token.getLine() > strings.getLast().quote().getLine());
    }

    /** Reports the outermost open string and puts an empty one in its place, so that parsing goes on in the next line. */
    private void breakString(CommonToken next) {
        final OpenString open = strings.getLast();
        final Span quote = positions.of(open.quote());
        final int lineEnd = quote.start() - quote.column() + 1 + source.lineText(quote.line()).length();
        reporter.unread(SYNTAX, new Span(source, quote.start(), Math.max(quote.end(), lineEnd)), "this string is not closed")
                .hint(hasHole(open) ? HOLE : "end it with '\"' in the same line");
        tokens.subList(open.tokenIndex() + 1, tokens.size()).clear();
        tokens.add(FlowTokens.at(FlowLexer.QUOTE_CLOSE, open.quote(), quote.end(), quote.end()));
        strings.clear();
        lexer.leaveTo(open.modeDepth());
        switch (next.getType()) {
            case FlowLexer.BRACE -> lexer.pushMode(FlowLexer.DEFAULT_MODE);
            case FlowLexer.BRACE_CLOSE -> lexer.popMode();
            case FlowLexer.QUOTE -> lexer.pushMode(FlowLexer.TEXT);
            default -> { }
        }
    }

    private boolean hasHole(OpenString open) {
        return tokens.subList(open.tokenIndex(), tokens.size()).stream().anyMatch(t -> t.getType() == FlowLexer.HOLE);
    }

    private void unknown(Token token) {
        final boolean continues = unknownEnd == token.getStartIndex();
        unknownEnd = token.getStopIndex() + 1;
        if (!continues) {
            final String text = positions.text(token);
            reporter.unread(SYNTAX, positions.of(token), "unexpected %s", printable(source.text().codePointAt(token.getStartIndex())))
                    .hint(text.equals("\\") && !strings.isEmpty() ? HOLE : text.equals("#") ? "comments begin with '//'" : text.equals("'") ? "strings stand in double quotes" : "");
        }
    }

    private static String printable(int character) {
        final boolean visible = !Character.isISOControl(character) && Character.isDefined(character)
                && Character.getType(character) != Character.SURROGATE && Character.getType(character) != Character.FORMAT;
        return visible ? "character '" + Character.toString(character) + "'" : String.format(Locale.ROOT, "character U+%04X", character);
    }

    /** A closed comment never gets here, so a star right behind a slash opens a comment that nothing closes. */
    private void star(CommonToken star) {
        final CommonToken last = tokens.isEmpty() ? null : tokens.getLast();
        if (last == null || last.getType() != FlowLexer.SLASH || last.getStopIndex() + 1 != star.getStartIndex()) {
            tokens.add(star);
            return;
        }
        tokens.removeLast();
        reporter.always(SYNTAX, positions.of(last).to(positions.of(star)), "this comment is not closed").hint("end it with '*/'");
        reporter.silenceFrom(last.getStartIndex());
        lexer.getInputStream().seek(source.text().length());
        strings.clear();
    }
}
