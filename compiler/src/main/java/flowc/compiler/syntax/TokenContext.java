package flowc.compiler.syntax;

import flowc.compiler.source.Source;
import flowc.grammar.FlowLexer;
import java.util.BitSet;
import java.util.List;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;

/**
 * Gives tokens the types that depend on their neighbours, so that the grammar is free of context: what stands first in its
 * line (see Flow.g4), words after '.' (always names) and before ':' (reserved ones among the fields of 'emit' only), {@code bytes<20>} where only a type can stand,
 * and sizes with a space, {@code 8 GiB} (one token).
 */
final class TokenContext {
    private TokenContext() {}

    static void apply(List<CommonToken> tokens, Source source) {
        CommonToken beforeLast = null;
        CommonToken last = null;
        final EmittedFields emitted = new EmittedFields();
        int kept = 0;
        for (final CommonToken token : tokens) {
            if (last != null && !FlowTokens.isHidden(token)) {
                if (isUnitOf(last, token, source)) {
                    last.setType(FlowLexer.QUANTITY);
                    last.setStopIndex(token.getStopIndex());
                    continue;
                }
                relate(beforeLast, last, token);
            }
            if (!FlowTokens.isHidden(token)) {
                emitted.next(beforeLast, last, token);
            }
            tokens.set(kept++, token);
            if (!FlowTokens.isHidden(token)) {
                beforeLast = last;
                last = token;
            }
        }
        tokens.subList(kept, tokens.size()).clear();
    }

    private static boolean isUnitOf(Token number, Token unit, Source source) {
        return (number.getType() == FlowLexer.INTEGER || number.getType() == FlowLexer.FLOAT) && unit.getType() == FlowLexer.NAME
                && number.getLine() == unit.getLine() && Units.meansSize(source.text().substring(unit.getStartIndex(), unit.getStopIndex() + 1));
    }

    private static void relate(Token beforeLast, CommonToken last, CommonToken token) {
        final boolean first = token.getLine() > last.getLine();
        switch (token.getType()) {
            case FlowLexer.PAREN -> {
                if (first || endsStatement(last.getType())) {
                    token.setType(FlowLexer.PAREN_FIRST);
                } else if (last.getType() == FlowLexer.NAME && last.getText().equals("unordered")) {
                    last.setType(FlowLexer.UNORDERED);
                }
            }
            case FlowLexer.BRACKET -> token.setType(first ? FlowLexer.BRACKET_FIRST : FlowLexer.BRACKET);
            case FlowLexer.LESS -> {
                if (beforeLast != null && last.getType() == FlowLexer.BYTES && precedesType(beforeLast.getType())) {
                    last.setType(FlowLexer.BYTES_TYPE);
                }
            }
            case FlowLexer.COLON -> last.setType(FlowTokens.isWord(last) && !FlowTokens.isReserved(last.getType()) ? FlowLexer.NAME : last.getType());
            default -> afterDot(last, token);
        }
        if (last.getType() == FlowLexer.RETURN && (first || endsReturn(token.getType()))) {
            last.setType(FlowLexer.RETURN_ALONE);
        }
    }

    /** Finds the names of an emitted record's fields: they are the output's and declare nothing, so that reserved words are names among them. */
    private static final class EmittedFields {
        private final BitSet records = new BitSet();
        private int depth;

        /** {@code beforeLast} and {@code last} stand before {@code token}; null at the start. */
        void next(Token beforeLast, CommonToken last, Token token) {
            if (FlowTokens.opens(token.getType())) {
                depth++;
                records.set(depth, token.getType() == FlowLexer.BRACE && beforeLast != null && beforeLast.getType() == FlowLexer.EMIT);
            } else if (FlowTokens.closes(token.getType())) {
                depth = Math.max(0, depth - 1);
            } else if (token.getType() == FlowLexer.COLON && records.get(depth) && beginsField(beforeLast) && FlowTokens.isWord(last)) {
                last.setType(FlowLexer.NAME);
            }
        }

        private static boolean beginsField(Token before) {
            return before.getType() == FlowLexer.BRACE || before.getType() == FlowLexer.COMMA || before.getType() == FlowLexer.REVERSE;
        }
    }

    private static void afterDot(Token last, CommonToken token) {
        if ((last.getType() == FlowLexer.DOT || last.getType() == FlowLexer.SAFE_DOT) && FlowTokens.isWord(token)) {
            token.setType(FlowLexer.NAME);
        }
    }

    /** After these no expression can stand, so {@code bytes <} begins a type; elsewhere it may be a comparison. */
    private static boolean precedesType(int type) {
        return type == FlowLexer.AS || type == FlowLexer.BANG || type == FlowLexer.OF || type == FlowLexer.ARROW || type == FlowLexer.YIELDS;
    }

    private static boolean endsStatement(int type) {
        return type == FlowLexer.BRACE || type == FlowLexer.BRACE_CLOSE || type == FlowLexer.SEMICOLON;
    }

    private static boolean endsReturn(int type) {
        return type == FlowLexer.BRACE_CLOSE || type == FlowLexer.SEMICOLON || type == Token.EOF;
    }
}
