package flowc.filters;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Random ids with qualifiers, alone or several that share them. A space ends an escape, or {@code ||} behind it would belong to the name. */
final class RandomIds {
    private final RandomGenerator random;

    RandomIds(RandomGenerator random) {
        this.random = random;
    }

    /** {@code protocol} and {@code type} end with a space where they are not empty; a direction comes between them. */
    String qualified(String protocol, String type, Supplier<String> id) {
        String direction = pick("", "", "", "src ", "dst ", "src or dst ", "src and dst ", "dst or src ", "dst and src ");
        if (type.isEmpty() && direction.isEmpty()) {
            direction = pick("src ", "dst ");
        }
        return several(protocol + direction + type, id);
    }

    /** Qualifiers that take no direction. */
    String undirected(String head, Supplier<String> id) {
        return several(head, id);
    }

    private String several(String head, Supplier<String> id) {
        return switch (random.nextInt(8)) {
            case 0 -> head + id.get() + pick(" or ", " and not ", " and ", "||") + id.get();
            case 1 -> head + "(" + id.get() + pick(" or ", " and ", " and not ", " or not ") + id.get() + ")";
            case 2 -> head + pick("not ", "!") + id.get();
            case 3 -> head + "(" + id.get() + " or (" + id.get() + pick(" or ", " and ") + id.get() + "))";
            default -> head + id.get();
        };
    }

    String host() {
        return pick("10.0.0.1", "10.0.0.2", "192.168.1.1", "192.168.1.2", "127.0.0.1", "255.255.255.255", "224.0.0.1", "10.1", "192.168.1", "10", "0xa000001");
    }

    String host6() {
        return pick("::1", "fe80::1", "ff02::1", "2001:db8::1", "2001:db8:0:0:0:0:0:2", "::ffff:10.0.0.1");
    }

    String network() {
        return pick("10.0.0.0/8", "192.168.0.0/16", "192.168/16", "10", "192.168", "192.168.1", "127", "224.0.0.0/4", "0.0.0.0/0", "10.0.0.1/32", "128.0.0.0/1",
                "192.168.1.0 mask 255.255.255.0", "10.0.0.1 mask 255.0.0.255", "0");
    }

    String network6() {
        return pick("fe80::/10", "ff00::/8", "::/0", "2001:db8::/32", "2001:db8::/33", "2001:db8::/64", "2001:db8::/65", "::1/128", "fe80::1");
    }

    String port() {
        return pick("80", "443", "53", "22", "123", "0", "65535", "0x50", "http", "domain", "ssh", "6081");
    }

    String portRange() {
        return pick("0-1023", "80-90", "90-80", "53", "1024-65535", "0-65535", "20-http", "domain-domain");
    }

    String protocol() {
        return pick("6", "17", "1", "58", "132", "2", "0", "44", "51", "60", "255", "256", "\\tcp ", "\\udp ", "\\icmp ", "gre", "ospf");
    }

    String etherProtocol() {
        return pick("0x800", "0x806", "0x86dd", "\\ip ", "\\ip6 ", "\\arp ", "\\rarp ", "\\ipx ", "\\iso ", "\\stp ", "\\netbeui ", "\\atalk ", "\\aarp ", "loopback", "0x8100", "66", "0xfe", "1500",
                "1501");
    }

    String mac() {
        return pick("00:00:00:00:00:00", "ff:ff:ff:ff:ff:ff", "02:00:00:00:00:01", "01-00-5e-00-00-fb", "0200.0000.0002", "020000000001", "33:33:0:0:0:1");
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
