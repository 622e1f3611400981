package flowc.launch;

/**
 * Where a tracker's jar begins. Compiled for Java 8, alone of all classes, so that an older Java says what is missing instead of a class file's version;
 * so it uses no class before it has looked, and nothing that Java 8 has not.
 */
public final class JarMain {
    private static final int NEEDED_JAVA = 25;

    private JarMain() {}

    public static void main(String[] args) {
        final String refusal = refusal(System.getProperty("java.specification.version"), System.getProperty("java.home"));
        if (!refusal.isEmpty()) {
            System.err.print(refusal);
            System.exit(ExitCode.FAILURE);
        }
        TrackerMain.main(args);
    }

    /** What a Java that is too old is told; nothing of others. {@code version} is {@code 25}, or {@code 1.8} before Java 9. */
    static String refusal(String version, String home) {
        final int feature = Integer.parseInt(version.startsWith("1.") ? version.substring(2) : version);
        return feature >= NEEDED_JAVA ? "" : "error: this tracker needs Java " + NEEDED_JAVA + " or newer, and this is Java " + feature + " (" + home + ")\n"
                + "help: run it by a newer one's own command: /path/to/jdk-" + NEEDED_JAVA + "/bin/java -jar FILE.jar\n";
    }
}
