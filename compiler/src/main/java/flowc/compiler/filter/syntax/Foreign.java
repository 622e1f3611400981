package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterError;
import flowc.grammar.PcapFilterParser;
import java.util.HashMap;
import java.util.Map;
import org.antlr.v4.runtime.Token;

/** Words of Wireshark's display filters and of other languages, and how pcap-filter says it. */
final class Foreign {
    /** Fields that equal a value: {@code …} is the value. */
    private static final Map<String, String> EQUALITIES = new HashMap<>();

    /** Fields that are numbers of the packet. */
    private static final Map<String, String> NUMBERS = new HashMap<>();

    /** Words alone. */
    private static final Map<String, String> WORDS = new HashMap<>();

    static {
        put(EQUALITIES, "ip.addr|ip host …", "ip.host|ip host …", "ip.src|ip src …", "ip.dst|ip dst …", "ipv6.addr|ip6 host …", "ipv6.src|ip6 src …", "ipv6.dst|ip6 dst …",
                "ip.src_host|src host …", "ip.dst_host|dst host …", "eth.addr|ether host …", "eth.src|ether src …", "eth.dst|ether dst …", "tcp.port|tcp port …",
                "tcp.srcport|tcp src port …", "tcp.dstport|tcp dst port …", "udp.port|udp port …", "udp.srcport|udp src port …", "udp.dstport|udp dst port …",
                "sctp.port|sctp port …", "ip.proto|ip proto …", "ipv6.nxt|ip6 proto …", "eth.type|ether proto …", "vlan.id|vlan …", "mpls.label|mpls …",
                "wlan.addr|wlan host …", "wlan.sa|wlan src …", "wlan.da|wlan dst …", "wlan.ra|wlan ra …", "wlan.ta|wlan ta …", "arp.src.proto_ipv4|arp src …",
                "arp.dst.proto_ipv4|arp dst …");
        put(NUMBERS, "frame.len|len", "frame.cap_len|len", "ip.ttl|ip[8]", "ip.len|ip[2:2]", "ip.id|ip[4:2]", "ip.version|ip[0] >> 4", "ip.dsfield|ip[1]", "ip.flags.df|ip[6] & 0x40",
                "ip.frag_offset|ip[6:2] & 0x1fff", "ipv6.hlim|ip6[7]", "ipv6.plen|ip6[4:2]", "tcp.flags|tcp[tcpflags]", "tcp.window_size|tcp[14:2]", "tcp.window_size_value|tcp[14:2]",
                "tcp.seq|tcp[4:4]", "tcp.ack|tcp[8:4]", "udp.length|udp[4:2]", "icmp.type|icmp[icmptype]", "icmp.code|icmp[icmpcode]",
                "icmpv6.type|icmp6[icmp6type]", "icmpv6.code|icmp6[icmp6code]", "arp.opcode|arp[6:2]", "tcp.hdr_len|(tcp[12] & 0xf0) >> 2",
                "ip.hdr_len|(ip[0] & 0xf) << 2", "tcp.dataofs|tcp[12] >> 4");
        put(WORDS, "dns|port 53", "http|tcp port 80", "https|tcp port 443", "tls|tcp port 443", "ssl|tcp port 443", "quic|udp port 443", "ssh|tcp port 22", "ntp|udp port 123",
                "dhcp|udp port 67 or 68", "bootp|udp port 67 or 68", "snmp|udp port 161", "smtp|tcp port 25", "ftp|tcp port 21", "telnet|tcp port 23", "bgp|tcp port 179",
                "sip|udp port 5060", "mdns|udp port 5353", "syslog|udp port 514", "vxlan|udp port 4789", "gtp|udp port 2152", "lldp|ether proto 0x88cc",
                "slow|ether proto 0x8809", "loopback|ether proto loopback", "ptp|ether proto 0x88f7", "eapol|ether proto 0x888e", "gre|ip proto 47", "ospf|ip proto 89",
                "eigrp|ip proto 88", "l2tp|ip proto 115", "ipip|ip proto 4", "ipv4|ip", "ipv6|ip6", "icmpv6|icmp6", "eth|ether", "ethernet|ether", "mac|ether host …", "any|", "all|");
    }

    private Foreign() {}

    private static void put(Map<String, String> table, String... rows) {
        for (final String row : rows) {
            final int bar = row.indexOf('|');
            table.put(row.substring(0, bar), row.substring(bar + 1));
        }
    }

    /** Null when nothing before or at the spot is known. */
    static FilterError at(Spot spot) {
        final String before = spot.type(-1) == PcapFilterParser.ID ? spot.token(-1).getText() : "";
        if (Kinds.isComparator(spot.type()) || spot.type() == PcapFilterParser.ID || spot.type() == PcapFilterParser.BRACKET) {
            final String hint = hint(before, spot);
            if (hint != null) {
                return new FilterError(Places.of(spot.token(-1)), "'" + spot.word(-1) + "' is no word of the filter language", hint);
            }
        }
        final String word = spot.type() == PcapFilterParser.ID ? spot.found().getText() : "";
        final String operator = operator(word);
        return operator == null ? null : spot.error("'" + word + "' is no word of the filter language", operator);
    }

    private static String operator(String word) {
        return switch (word) {
            case "xor" -> "there is no exclusive or of conditions: write '(a and not b) or (b and not a)'";
            case "eq" -> "write '='";
            case "ne" -> "write '!='";
            case "gt" -> "write '>'";
            case "lt" -> "write '<'";
            case "ge" -> "write '>='";
            case "le" -> "write '<='";
            case "contains", "matches" -> "contents are compared at fixed offsets: 'tcp[20:4] = 0x47455420'";
            default -> null;
        };
    }

    /** What to write for a field that is compared, or for a word alone; null when it is not known. */
    private static String hint(String field, Spot spot) {
        final String value = spot.token(1) == null || spot.type(1) == Token.EOF ? "…" : spot.word(1);
        final String sign = Kinds.isComparator(spot.type()) ? spot.word() : "=";
        if (EQUALITIES.containsKey(field)) {
            return "write '" + (sign.equals("!=") ? "not " : "") + EQUALITIES.get(field).replace("…", value) + "'";
        }
        if (NUMBERS.containsKey(field)) {
            return "write '" + NUMBERS.get(field) + " " + sign + " " + value + "'";
        }
        if (field.startsWith("tcp.flags.")) {
            return "write '" + flag(field.substring("tcp.flags.".length()), sign, value) + "'";
        }
        return field.matches("[a-z0-9]+\\.[a-z0-9_.]*[a-z].*")
                ? "fields of display filters are not known: compare bytes at their offset, as in 'tcp[0:2] = 80'" : null;
    }

    private static String flag(String flag, String sign, String value) {
        final boolean isSet = value.equals("1") == !sign.equals("!=");
        final String name = flag.equals("reset") ? "rst" : flag;
        return "tcp[tcpflags] & tcp-" + name + (isSet ? " != 0" : " = 0");
    }

    /** What to write instead of a word that stands alone; null when it is not known, empty when it is to be left out. */
    static String word(String word) {
        final String known = WORDS.get(word);
        if (known != null) {
            return known.isEmpty() ? "the empty filter takes every packet" : "write '" + known + "'";
        }
        if (EQUALITIES.containsKey(word)) {
            return "write '" + EQUALITIES.get(word) + "'";
        }
        return NUMBERS.containsKey(word) ? "write '" + NUMBERS.get(word) + "'" : null;
    }
}
