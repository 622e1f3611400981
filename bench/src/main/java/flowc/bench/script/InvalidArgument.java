package flowc.bench.script;

/** An argument that a script does not take; the message says which, what is expected, and an example. */
public final class InvalidArgument extends Exception {
    private static final long serialVersionUID = 1;

    InvalidArgument(String message) {
        super(message);
    }
}
