package flowc.compiler.filter.syntax;

import flowc.compiler.source.Nearest;
import flowc.grammar.PcapFilterParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What somebody may have meant by a word that is none of the language. */
final class WordHints {
    /** Longer ones are no misspelt words, and comparing them takes time. */
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
        words.addAll(List.of("ether", "link", "ppp", "fddi", "wlan", "esis", "isis", "and", "or", "not", "len", "length", "direction", "ifname", "ruleset", "rulenum"));
        return words;
    }

    /** Whether it differs from a word of the language by little. */
    static boolean isMisspelt(String word) {
        final String lower = word.toLowerCase(Locale.ROOT);
        return Foreign.word(lower) != null || KEYWORDS.contains(lower) || word.length() > 2 && nearest(word).isPresent();
    }

    private static Optional<String> nearest(String word) {
        return word.length() > MAX_LENGTH || word.length() < 2 ? Optional.empty() : Nearest.of(word, KEYWORDS);
    }

    /** Never empty. */
    static String hint(String word) {
        final String lower = word.toLowerCase(Locale.ROOT);
        if (!lower.equals(word) && KEYWORDS.contains(lower)) {
            return "words are written in lower case: '" + lower + "'";
        }
        final String foreign = Foreign.word(lower);
        if (foreign != null) {
            return foreign;
        }
        if (word.length() > MAX_LENGTH) {
            return "say what it is: 'host …', 'port …'";
        }
        if (word.matches("(len|length|[0-9]+)-.*")) {
            return "'-' joins words: put spaces around it to subtract";
        }
        if (word.matches("[0-9]+(\\.[0-9]+){4,}")) {
            return "an IPv4 address has four numbers";
        }
        return nearest(word).map(name -> "did you mean '" + name + "'?")
                .orElse("before a name stands what it is, as in 'host " + Values.shown(word) + "' or 'port " + Values.shown(word) + "'");
    }
}
