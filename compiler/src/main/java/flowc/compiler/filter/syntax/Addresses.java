package flowc.compiler.filter.syntax;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes addresses. */
final class Addresses {
    private static final int GROUPS = 8;

    private Addresses() {}

    static String mac(List<Byte> address) {
        return address.stream().map(octet -> String.format(Locale.ROOT, "%02x", octet)).collect(Collectors.joining(":"));
    }

    /** As RFC 5952 has it: the first of the longest runs of zero groups becomes {@code ::}. */
    static String ip6(List<Byte> address) {
        int start = 0;
        int length = 1;     // a single zero group is not shortened
        for (int from = 0; from < GROUPS; from++) {
            int to = from;
            while (to < GROUPS && group(address, to) == 0) {
                to++;
            }
            if (to - from > length) {
                start = from;
                length = to - from;
            }
        }
        return length < 2 ? groups(address, 0, GROUPS) : groups(address, 0, start) + "::" + groups(address, start + length, GROUPS);
    }

    private static String groups(List<Byte> address, int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Integer.toHexString(group(address, i))).collect(Collectors.joining(":"));
    }

    private static int group(List<Byte> address, int index) {
        return (address.get(2 * index) & 0xff) << 8 | address.get(2 * index + 1) & 0xff;
    }
}
