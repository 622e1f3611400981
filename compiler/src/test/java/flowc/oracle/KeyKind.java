package flowc.oracle;

import java.util.function.Function;

/** Keys that described tables have. */
enum KeyKind {
    FLOW5("flow5", Key::flow5),
    ONE_WAY("flow5.uni", Key::oneWay),
    TAGGED("flow5 + vlan.id", Key::tagged),
    ADDRESSES("(src: ip.src, dst: ip.dst)", Key::addresses),
    /** Filled by handlers. */
    TYPED("(at: endpoint)", null);

    private final String text;
    private final Function<Seen, Key> of;

    KeyKind(String text, Function<Seen, Key> of) {
        this.text = text;
        this.of = of;
    }

    String text() {
        return text;
    }

    boolean isTouched() {
        return of != null;
    }

    boolean isUnordered() {
        return this == FLOW5 || this == TAGGED;
    }

    /** The key of a packet with an IP header. */
    Key of(Seen packet) {
        return of.apply(packet);
    }
}
