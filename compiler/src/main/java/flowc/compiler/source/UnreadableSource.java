package flowc.compiler.source;

/** A file that gives no text of Flow; the message goes on where the file's name stood: {@code is not UTF-8 text}. */
public final class UnreadableSource extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong, for those who know more of how the file was named. */
    public enum Why { NAME, MISSING, KIND, PERMISSION, SIZE, TEXT, READING }

    private final Why why;

    public UnreadableSource(Why why, String message) {
        super(message);
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
