package flowc.filters;

import flowc.filters.RandomFilters.Family;
import java.util.random.RandomGenerator;

/** Random numbers of all operators, and relations of them. */
final class RandomNumbers {
    private final RandomGenerator random;
    private final Family family;

    RandomNumbers(RandomGenerator random, Family family) {
        this.random = random;
        this.family = family;
    }

    String relation() {
        final String left = random.nextInt(3) == 0 ? number(2) : accessor(1) + pick("", "", " & 0xf", " & 0xf0", "&1", " >> 4", " % 4", "/2");
        final String right = random.nextInt(4) == 0 ? number(1) : constant();
        return left + pick(" = ", " == ", " != ", " < ", " > ", " <= ", " >= ", "=", "!=", ">") + right;
    }

    /** At most {@code depth} operators within each other, on each side. */
    private String number(int depth) {
        if (depth == 0) {
            return random.nextInt(3) == 0 ? constant() : accessor(0);
        }
        return switch (random.nextInt(8)) {
            case 0 -> "len";
            case 1 -> accessor(depth - 1);
            case 2 -> "(" + number(depth) + ")";
            case 3 -> pick("-", "- ") + number(depth - 1);
            case 4 -> number(depth - 1) + pick(" << ", " >> ", "<<") + pick("0", "1", "2", "8", "31", "(ip[8] & 31)", "ip[0]");
            case 5 -> number(depth - 1) + pick(" / ", " % ") + pick("1", "2", "7", "256", "0xffffffff", accessor(0));
            default -> number(depth - 1) + pick(" + ", " - ", " * ", " & ", " | ", " ^ ", "+", "*", "&", "|", "^") + number(depth - 1);
        };
    }

    private String constant() {
        return pick("0", "1", "2", "4", "6", "8", "17", "20", "53", "64", "80", "255", "0x45", "0x0800", "1500", "0xffff", "0x7fffffff", "4294967295", "tcp-syn", "tcp-ack", "icmp-echo",
                "icmp6-echo", "(tcp-syn|tcp-ack)", "(5)");
    }

    private String accessor(int depth) {
        final String protocol = protocol();
        final String size = pick("", "", "", ":1", ":2", ":4");
        return protocol + "[" + offset(protocol, depth) + size + "]";
    }

    private String offset(String protocol, int depth) {
        if (depth > 0 && random.nextInt(5) == 0) {
            return number(depth);
        }
        return switch (random.nextInt(8)) {
            case 0 -> protocol.equals("tcp") ? "tcpflags" : protocol.equals("icmp") ? "icmptype" : "0";
            case 1 -> pick("100", "1000", "1500", "0xffffffff", "-1", "65535");
            case 2 -> pick("(ip[0] & 0xf) << 2", "tcp[12] >> 2", "ip[8] & 7", "len - 4", "len - 1");
            default -> Integer.toString(random.nextInt(random.nextInt(10) == 0 ? 80 : 24));
        };
    }

    private String protocol() {
        if (family == Family.WLAN && random.nextInt(6) == 0) {
            return "wlan";
        }
        return pick("ip", "ip", "ip", "tcp", "tcp", "udp", "icmp", "ip6", "icmp6", "ether", "link", "arp", "rarp", "sctp", "igmp", "igrp", "pim", "vrrp", "carp", "atalk", "decnet",
                "lat", "sca", "moprc", "mopdl");
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
