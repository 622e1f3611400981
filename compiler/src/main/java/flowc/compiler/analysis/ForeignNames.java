package flowc.compiler.analysis;

import flowc.compiler.types.Types;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** What other languages and tools call something, and how Flow says it. */
final class ForeignNames {
    /** How to make the network of an address. */
    static final String MASK = "'in' asks for a network: 'ip.src in 10.0.0.0/8'; an address is masked as a number: '(ip4.src as u32 & 0xffffff00) as ip4'";

    private static final String NO_NULL = "there is no value for nothing; a type 'T?' may be absent, '??' gives it a default";
    private static final String NO_SELF = "a row's fields are read without a prefix";
    private static final String PACKET = "the packet is 'pkt': 'pkt.len', 'pkt.time'";
    private static final String LENGTH = "a packet's length is 'pkt.len', that of bytes 'b.len'";
    private static final String FLAGS = "flags have names: 'tcp.syn', 'tcp.ack', 'tcp.fin', 'tcp.rst'";
    private static final String PORTS = "ports are fields of their headers: 'tcp.srcPort', 'udp.dstPort', 'tcp.port' for either";
    private static final String PRINT = "write 'print \"n={n}\"': values stand in the holes of a text";
    private static final String COUNT = "count and add up in a row's state: 'n += 1'";
    private static final String EXPIRE = "'expire' ends the row whose handler runs; other rows end by 'idle' and 'limit'";
    private static final String NO_TEXT = "text cannot be kept; 'bytes<N>' holds up to N bytes of a packet, an enum names numbers";
    private static final String MANY = "many values are rows of a table, found by its key";
    private static final String NETWORK = "a network is written where it is asked for, or is a 'const': 'const LAN = 10.0.0.0/8'";
    private static final String BUILT_IN = "built in are " + String.join(", ", CallChecker.FUNCTIONS.subList(0, CallChecker.FUNCTIONS.size() - 1)) + " and " + CallChecker.FUNCTIONS.getLast() + "; others are declared: 'fn %s(…): u64 = …'";

    private static final Map<String, String> VALUES = rows(NO_NULL, "null nil None NULL undefined", NO_SELF, "self this state", PACKET, "packet frame",
            LENGTH, "len", "did you mean 'isNew'?", "isFirst isFirstPacket first",
            FLAGS, "SYN ACK FIN RST PSH URG syn ack fin rst psh urg", PORTS, "sport dport srcport dstport srcPort dstPort port");

    private static final Map<String, String> FUNCTIONS = rows(PRINT, "printf println log echo puts sprintf snprintf fprintf format", COUNT, "count sum avg mean",
            EXPIRE, "delete remove del erase", MASK, "mask subnet network prefix netmask cidr", "write 'top(5) by n { n: u64, key }', in an 'init' block", "top",
            LENGTH, "len length size sizeof strlen", "the clock is 'now', a packet's time 'pkt.time'", "time clock timestamp");

    /** Protocols that the library has no header of, with the port that they are known by. */
    private static final Map<String, String> PROTOCOLS = rows("udp 53", "dns mdns", "tcp 80", "http", "tcp 443", "https tls ssl", "udp 67", "dhcp bootp", "udp 123", "ntp", "udp 161", "snmp",
            "udp 5060", "sip", "tcp 21", "ftp", "tcp 22", "ssh", "tcp 25", "smtp", "tcp 445", "smb smb2", "udp 1812", "radius", "udp 514", "syslog", "udp 69", "tftp", "udp 4789", "vxlan",
            "udp 2152", "gtp gtpu", "tcp 179", "bgp", "tcp 502", "modbus", "tcp 1883", "mqtt", "tcp 23", "telnet");

    private static final Map<String, String> TYPES = rows(meant("f64"), "double float", meant("i64"), "long", meant("i16"), "short", meant("u8"), "byte char", meant("bool"), "boolean",
            meant("u8"), "uint8 uint8_t", meant("u16"), "uint16 uint16_t port", meant("u32"), "uint32 uint32_t", meant("u64"), "uint64 uint64_t size_t", meant("ip4"), "ipv4", meant("ip6"), "ipv6",
            meant("ip"), "addr address ipaddr", meant("duration"), "interval timedelta", meant("mac"), "ether macaddr",
            NO_TEXT, "str string String text", "'var best = top(n) by column { … }' in an 'init' block keeps one", "top", MANY, "list array vector map dict set", NETWORK, "network subnet cidr prefix");

    /** Members that only values of one type have. */
    private static final Map<String, String> MEMBERS = rows("only a 'counter' has it: declare '%s: counter'", "delta total", "a length is that of bytes, 'b.len', or of the packet, 'pkt.len'", "len length size");

    private ForeignNames() {}

    /** A row is what to say and, with blanks between, of which names. */
    private static Map<String, String> rows(String... rows) {
        final Map<String, String> said = new HashMap<>();
        for (int i = 0; i < rows.length; i += 2) {
            final String row = rows[i];
            Arrays.stream(rows[i + 1].split(" ")).forEach(name -> said.putIfAbsent(name, row));
        }
        return Map.copyOf(said);
    }

    private static String meant(String type) {
        return "did you mean '" + type + "'?";
    }

    /** Null when nothing is known of a name. */
    static String value(String name) {
        final String port = PROTOCOLS.get(name);
        return port == null ? VALUES.get(name) : protocol(name, port.substring(0, 3), port.substring(4));
    }

    private static String protocol(String name, String below, String port) {
        return "there is no header '" + name + "' yet: ask for its port, '" + below + ".port == " + port + "', or declare it, 'header " + name + " on " + below + " when port == " + port
                + " { … }' (docs/how-to/add-a-protocol.md)";
    }

    /** Whether no name of the tracker is meant, however near one is. */
    static boolean meansNothingElse(String name) {
        final String said = VALUES.get(name);
        return said == NO_NULL || said == NO_SELF;
    }

    /** What to write instead of a call; never empty. */
    static String function(String name, boolean oneArgument) {
        if (oneArgument && Types.named(name).isPresent()) {
            return "write '… as " + name + "'";
        }
        final String known = FUNCTIONS.get(name);
        return known != null ? known : BUILT_IN.replace("%s", name);
    }

    /** Null when nothing is known of a type. */
    static String type(String name) {
        return TYPES.get(name);
    }

    /** What to do about a member that {@code owner} has not; empty when nothing is known of it. */
    static String member(String owner, String name) {
        return MEMBERS.getOrDefault(name, "").replace("%s", owner);
    }
}
