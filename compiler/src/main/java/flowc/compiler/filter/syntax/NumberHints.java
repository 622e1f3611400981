package flowc.compiler.filter.syntax;

import flowc.compiler.source.Nearest;

/** What somebody may have meant by a word where a number stands. */
final class NumberHints {
    /** Longer ones are no misspelt words, and comparing them takes time. */
    private static final int MAX_LENGTH = 40;

    private NumberHints() {}

    /** {@code protocol} is the one whose bytes are read there; empty when none is. */
    static String hint(String word, String protocol) {
        if (NamedNumbers.names().contains(protocol + "-" + word)) {
            return "did you mean '" + protocol + "-" + word + "'? Flags are tested so: 'tcp[tcpflags] & tcp-syn != 0'";
        }
        if (word.matches("(len|length|[0-9]+)-.*")) {
            return "'-' joins words: put spaces around it to subtract";
        }
        final String whole = NamedNumbers.names().stream().filter(name -> name.endsWith("-" + word)).findFirst().orElse(null);
        if (whole != null) {
            return "did you mean '" + whole + "'?";
        }
        return word.length() > MAX_LENGTH ? "" : Nearest.of(word, NamedNumbers.names()).map(name -> "did you mean '" + name + "'?").orElse("");
    }
}
