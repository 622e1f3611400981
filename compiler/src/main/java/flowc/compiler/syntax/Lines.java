package flowc.compiler.syntax;

/** Text of indented lines under way. */
final class Lines {
    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();
    private int depth;

    Lines line(String line) {
        text.append(INDENT.repeat(depth)).append(line).append('\n');
        return this;
    }

    /** A line that opens a brace behind {@code head}. */
    Lines open(String head) {
        line(head.isEmpty() ? "{" : head + " {");
        depth++;
        return this;
    }

    /** The closing brace, with what follows it in its line. */
    Lines close(String tail) {
        depth--;
        return line("}" + tail);
    }

    Lines indent() {
        depth++;
        return this;
    }

    Lines doc(String doc) {
        if (!doc.isEmpty()) {
            doc.lines().forEach(line -> line(("/// " + line).stripTrailing()));
        }
        return this;
    }

    Lines blank() {
        text.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
