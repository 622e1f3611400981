package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.Place;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.Token;

/** Errors of single characters and malformed addresses. */
final class SignMessages {
    static final String ADDRESSES = "a MAC address is six pairs of hexadecimal digits, an IPv6 address eight groups, or fewer with '::'";

    private SignMessages() {}

    /** The whole word, to the next space, is shown. */
    static FilterError brokenAddress(Token token, List<Token> tokens) {
        int last = token.getTokenIndex() < 0 ? tokens.indexOf(token) : token.getTokenIndex();
        while (tokens.get(last + 1).getStartIndex() == tokens.get(last).getStopIndex() + 1 && tokens.get(last + 1).getType() != Token.EOF) {
            last++;
        }
        final Place place = Places.of(token).to(Places.of(tokens.get(last)));
        return new FilterError(place, "this is neither a MAC nor an IPv6 address", ADDRESSES);
    }

    static FilterError unknown(Token token) {
        final String sign = token.getText();
        return new FilterError(Places.of(token), "'" + (Character.isISOControl(sign.charAt(0)) ? String.format(Locale.ROOT, "\\u%04x", (int) sign.charAt(0)) : sign)
                + "' has no meaning in a filter", hint(sign));
    }

    private static String hint(String sign) {
        return switch (sign) {
            case ";", "," -> "conditions are joined by 'and' or 'or'";
            case "\"", "'", "`" -> "there are no texts; a character is its code, as 0x61 for 'a'; leave out quotation marks around the filter";
            case "~" -> "the complement of x is written 'x ^ 0xffffffff'";
            case "\\" -> "behind the backslash stands a name, without a space";
            case "$" -> "'$' begins an ARCnet address, as '$1f'";
            case "." -> "a number or name stands before '.'";
            case "_" -> "a name does not begin or end with '_'";
            case "#" -> "an expression has no comments";
            case "{", "}" -> "conditions are grouped by '(' and ')'";
            case "?", "@" -> "";
            case "\u2013", "\u2014", "\u2212" -> "write '-' for it";
            case "\u201c", "\u201d", "\u2018", "\u2019", "\u00ab", "\u00bb", "\u201e" -> "leave out the quotation marks";
            case "\u00a0", "\u2009", "\u202f", "\u3000" -> "this is no plain space: type it again";
            case "\u2260" -> "write '!='";
            case "\u2264" -> "write '<='";
            case "\u2265" -> "write '>='";
            case "\u2227" -> "write 'and'";
            case "\u2228" -> "write 'or'";
            case "\u00ac" -> "write 'not'";
            default -> "";
        };
    }
}
