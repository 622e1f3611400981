package flowc.compiler.filter.syntax;

import flowc.compiler.source.Nearest;
import flowc.grammar.PcapFilterParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant by a word that is none of the language. */
final class WordHints {
    private static final int MAX_LENGTH = 40;
    private static final List<String> KEYWORDS = keywords();

    private WordHints() {}

    private static List<String> keywords() {
        final List<String> words = new ArrayList<>();
        for (int type = PcapFilterParser.DST; type <= PcapFilterParser.HSLS; type++) {
            final String literal = PcapFilterParser.VOCABULARY.getLiteralName(type);
            if (literal != null) {
                words.add(literal.substring(1, literal.length() - 1));
            }
        }
        words.addAll(List.of("ether", "link", "ppp", "wlan", "and", "or", "not", "len", "length", "direction", "ifname"));
        return words;
    }

    static boolean isKeyword(String word) {
        return KEYWORDS.contains(word);
    }

    /** Empty when nothing comes to mind. */
    static String hint(String word) {
        final String lower = word.toLowerCase(Locale.ROOT);
        if (!lower.equals(word) && KEYWORDS.contains(lower)) {
            return "words are written in lower case: '" + lower + "'";
        }
        final Optional<String> nearest = word.length() > MAX_LENGTH ? Optional.empty() : Nearest.of(word, KEYWORDS);
        return nearest.map(name -> "did you mean '" + name + "'?").orElse("before a name stands what it is, as in 'host " + Values.shown(word) + "'");
    }
}
