package flowc.runtime;

/** A value that a user chose is impossible; the message is one line for the user and says which and why. */
public final class InvalidSetting extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidSetting(String message) {
        super(message);
    }
}
