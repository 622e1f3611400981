package flowc.compiler.source;

/** The compiler broke a rule of its own; never the user's fault. */
public final class CompilerBug extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CompilerBug(String message) {
        super(message);
    }
}
