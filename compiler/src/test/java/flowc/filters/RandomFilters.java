package flowc.filters;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/**
 * Random pcap-filter expressions from the grammar, as text. All of them parse; most have a meaning on the link types of their family, the others
 * are refused there ({@code mpls and arp}). Constants come from short lists, so that made-up packets have a chance to match.
 */
public final class RandomFilters {
    /** Which primitives beside the common ones. */
    public enum Family { ETHERNET, WLAN, ATM, MTP, ARCNET, RAW }

    private final RandomGenerator random;
    private final RandomNumbers numbers;
    private final RandomIds ids;
    private final Family family;

    public RandomFilters(RandomGenerator random, Family family) {
        this.random = random;
        this.family = family;
        this.ids = new RandomIds(random);
        this.numbers = new RandomNumbers(random, family);
    }

    /** An expression of one to some dozen primitives. */
    public String next() {
        return expression(weighted(new int[] {4, 5, 4, 2, 1}));
    }

    /** An expression that nests at most {@code depth} parentheses. */
    public String expression(int depth) {
        if (depth == 0) {
            return primitive();
        }
        final StringBuilder text = new StringBuilder();
        final int conditions = 1 + weighted(new int[] {3, 5, 2, 1});
        for (int i = 0; i < conditions; i++) {
            text.append(i == 0 ? "" : operator()).append(operand(depth - 1));
        }
        return text.toString();
    }

    private String operand(int depth) {
        return switch (weighted(new int[] {10, 3, 3})) {
            case 0 -> depth > 0 && random.nextInt(4) == 0 ? "(" + expression(depth) + ")" : primitive();
            case 1 -> pick("not ", "!", "! ") + operand(depth);
            default -> "(" + expression(depth) + ")";
        };
    }

    private String operator() {
        return pick(" and ", " or ", " && ", " || ", "||", "&&");
    }

    // Primitives, by what they need

    private String primitive() {
        if (family == Family.MTP) {     // which has no network layer
            return random.nextInt(4) == 0 ? pick("link[0] & 1 = 0", "len > 20", "link[4:2] < 0x100", "ether[1]=4", "less 30", "1 = 1") : special();
        }
        if (random.nextInt(6) == 0) {
            final String special = special();
            if (special != null) {
                return special;
            }
        }
        return switch (weighted(new int[] {8, 10, 10, 9, 5, 12, 3, 4, 3, 2})) {
            case 0 -> protocolWord();
            case 1 -> ids.qualified(pick("", "", "", "ip ", "ip ", "arp ", "rarp "), pick("", "host "), ids::host);
            case 2 -> ids.qualified(pick("", "", "tcp ", "udp ", "sctp "), "port ", ids::port);
            case 3 -> ids.qualified(pick("", "", "", "ip ", "arp ", "rarp "), "net ", ids::network);
            case 4 -> ids.qualified(pick("", "", "tcp ", "udp ", "sctp "), "portrange ", ids::portRange);
            case 5 -> numbers.relation();
            case 6 -> ids.qualified(pick("", "ip6 "), pick("", "host "), ids::host6);
            case 7 -> ids.undirected(pick("proto ", "ip proto ", "ip6 proto "), ids::protocol);
            case 8 -> ids.qualified(pick("", "ip6 "), "net ", ids::network6);
            default -> rare();
        };
    }

    private String protocolWord() {
        return pick("ip", "ip", "ip6", "arp", "rarp", "tcp", "tcp", "udp", "udp", "sctp", "icmp", "icmp6", "igmp", "igrp", "pim", "vrrp", "carp", "ah", "esp", "atalk",
                "aarp", "decnet", "lat", "sca", "moprc", "mopdl", "iso", "esis", "is-is", "clnp", "l1", "l2", "iih", "lsp", "snp", "csnp", "psnp", "stp", "ipx", "netbeui");
    }

    private String rare() {
        return switch (random.nextInt(9)) {
            case 0 -> "less " + pick("60", "100", "0x40", "1500", "0");
            case 1 -> "greater " + pick("60", "100", "0x40", "1500", "0");
            case 2 -> ids.undirected(pick("protochain ", "ip protochain ", "ip6 protochain "), ids::protocol);
            case 3 -> ids.undirected("iso proto ", () -> pick("0x81", "\\esis ", "\\isis ", "130"));
            case 4 -> ids.undirected("isis proto ", () -> pick("15", "16", "0x1a", "0x14"));
            case 5 -> "byte " + pick("0", "12", "14", "23", "47") + pick(" = ", "<", " > ") + pick("0", "8", "0x45", "6", "255");
            case 6 -> pick("ip ", "ip6 ") + "multicast";
            case 7 -> ids.qualified("decnet ", pick("", "host "), () -> pick("1.1", "10.15", "63.1023"));
            default -> "ip6 host " + pick("::1", "fe80::1", "ff02::1");
        };
    }

    /** Null where the family has none. */
    private String special() {
        return switch (family) {
            case ETHERNET -> switch (random.nextInt(5)) {
                case 0, 1 -> ids.qualified("ether ", pick("", "host "), ids::mac);
                case 2 -> ids.undirected(pick("ether proto ", "link proto "), ids::etherProtocol);
                case 3 -> shift();
                default -> pick("broadcast", "multicast", "ether multicast", "llc", "llc i", "llc s", "llc u", "llc rr", "llc ui", "llc xid");
            };
            case WLAN -> wlan();
            case ATM -> pick("lane", "metac", "bcc", "oam", "oamf4", "oamf4ec", "oamf4sc", "sc", "ilmic", "connectmsg", "metaconnect", "llc",
                    "vpi 0", "vpi > 1", "vci = 5", "vci (1 or 2 or 5)", "vpi != 0", "vci <= 16", "vci < 5", "vci >= 17");
            case MTP -> pick("fisu", "lssu", "lsu", "msu", "hfisu", "hlssu", "hmsu", "sio 3", "sio > 1", "opc = 100", "dpc (1 or 2)", "sls != 3", "hsio 5",
                    "hopc < 200", "hdpc 7", "hsls >= 2");
            case ARCNET -> ids.qualified("link ", pick("", "host "), () -> pick("$1", "$0", "$a4", "$fe"));
            case RAW -> null;
        };
    }

    private String shift() {
        return switch (weighted(new int[] {6, 3, 1, 3, 2})) {
            case 0 -> "vlan" + pick("", "", " 1", " 10", " 100", " (4095)");
            case 1 -> "mpls" + pick("", "", " 16", " 100", " 1048575");
            case 2 -> "pppoed";
            case 3 -> "pppoes" + pick("", "", " 1", " 0x27");
            default -> "geneve" + pick("", "", " 10", " 0xb");
        };
    }

    private String wlan() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> pick("", "wlan ") + "type " + pick("mgt", "ctl", "data", "8", "0", "mgt subtype beacon", "data subtype qos-data", "ctl subtype ack", "0 subtype 0x40");
            case 2 -> pick("", "wlan ") + "subtype " + pick("beacon", "ack", "qos-data", "null", "data", "probe-req", "auth");
            case 3 -> pick("", "wlan ") + "dir " + pick("nods", "tods", "fromds", "dstods", "0", "3");
            case 4 -> "wlan " + pick("host ", "src ", "dst host ", "src or dst ", "ra ", "ta ", "addr1 ", "addr2 host ", "addr3 ", "addr4 ") + ids.mac();
            default -> pick("broadcast", "wlan broadcast", "multicast", "llc", "ether proto \\ip ");
        };
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private int weighted(int[] weights) {
        int left = random.nextInt(Arrays.stream(weights).sum());
        for (int i = 0; true; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
    }

    /** {@code count} expressions. */
    public List<String> take(int count) {
        final Supplier<String> source = this::next;
        return Stream.generate(source).limit(count).toList();
    }
}
