package flowc.compiler.bytecode;

/** A method, or the whole class, is beyond what a class file can hold. The tracker's fault, so checked: the compiler makes it a diagnostic. */
public final class CodeTooLargeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String method;
    private final int size;

    CodeTooLargeException(String method, int size, Throwable cause) {
        super("code is beyond the class file's limits: method=" + method + " size=" + size, cause);
        this.method = method;
        this.size = size;
    }

    /** Name of the method, or of the class, with dots, when its constants are too many. */
    public String method() {
        return method;
    }

    /** Bytes of the method's code, or number of the class's constants. */
    public int size() {
        return size;
    }
}
