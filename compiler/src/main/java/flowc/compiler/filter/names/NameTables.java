package flowc.compiler.filter.names;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The tables, read once from the jar's resources. Of two entries for a name the first counts. */
final class NameTables {
    static final Map<String, Integer> TCP = new HashMap<>();
    static final Map<String, Integer> UDP = new HashMap<>();
    static final Map<String, Integer> PROTOCOLS = new HashMap<>();
    static final Map<String, Integer> NETWORKS = new HashMap<>();

    /** Types of IEEE's registry, and service access points of IEEE 802.2. Words of the language among them stand behind an escape. */
    static final Map<String, Integer> ETHER_PROTOCOLS = Map.ofEntries(Map.entry("ip", 0x0800), Map.entry("arp", 0x0806), Map.entry("moprc", 0x6002),
            Map.entry("mopdl", 0x6001), Map.entry("decnet", 0x6003), Map.entry("lat", 0x6004), Map.entry("sca", 0x6007), Map.entry("rarp", 0x8035),
            Map.entry("atalk", 0x809b), Map.entry("aarp", 0x80f3), Map.entry("ip6", 0x86dd), Map.entry("loopback", 0x9000),
            Map.entry("iso", 0xfe), Map.entry("stp", 0x42), Map.entry("ipx", 0xe0), Map.entry("netbeui", 0xf0));

    static {
        for (final String[] row : rows("services")) {
            for (final String transport : row[1].split("/")) {
                put(transport.equals("tcp") ? TCP : UDP, row, 2, Integer.parseInt(row[0]));
            }
        }
        rows("protocols").forEach(row -> put(PROTOCOLS, row, 1, Integer.parseInt(row[0])));
        rows("networks").forEach(row -> put(NETWORKS, row, 1, address(row[0])));
    }

    private NameTables() {}

    private static void put(Map<String, Integer> table, String[] row, int firstName, int number) {
        for (int i = firstName; i < row.length; i++) {
            table.putIfAbsent(row[i], number);
        }
    }

    private static int address(String dotted) {
        int address = 0;
        for (final String part : dotted.split("\\.")) {
            address = address << 8 | Integer.parseInt(part);
        }
        return address;
    }

    private static List<String[]> rows(String resource) {
        try (InputStream in = NameTables.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the table " + resource + " must be readable", e);
        }
    }
}
