package flowc.launch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of files that stand for what the process has open, as {@code /dev/stdout} does. */
final class DescriptorName {
    private static final Pattern NAME = Pattern.compile("/dev/(?:std(?<standard>out|err)|fd/(?<number>\\d{1,9}))|/proc/(?:self|thread-self)/fd/(?<own>\\d{1,9})");

    /** Linux's O_ACCMODE, the bits that say how a file is open, and of them O_RDONLY. */
    private static final int ACCESS_MODE = 3;
    private static final int READ_ONLY = 0;

    private DescriptorName() {}

    /**
     * Whether {@code target} names a descriptor that cannot be written. Opened by that name the file behind it would be written all the same, and where
     * the descriptor was closed when the process began, that is the JVM's own library of classes. False where the system does not tell.
     */
    static boolean isReadOnly(Path target) {
        final Matcher matcher = NAME.matcher(target.toAbsolutePath().normalize().toString());
        return matcher.matches() && isReadOnly(number(matcher));
    }

    private static String number(Matcher matcher) {
        if (matcher.group("standard") != null) {
            return matcher.group("standard").equals("out") ? "1" : "2";
        }
        return matcher.group("number") != null ? matcher.group("number") : matcher.group("own");
    }

    private static boolean isReadOnly(String descriptor) {
        try {
            return Files.readAllLines(Path.of("/proc/self/fdinfo", descriptor)).stream().filter(line -> line.startsWith("flags:"))
                    .anyMatch(line -> (Integer.parseInt(line.substring("flags:".length()).strip(), 8) & ACCESS_MODE) == READ_ONLY);
        } catch (IOException _) {
            return false;
        }
    }
}
