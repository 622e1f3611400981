package flowc.compiler.filter.meaning;

import static flowc.compiler.filter.meaning.Loads.From.NETWORK;

import flowc.compiler.filter.ast.Qualifiers.Protocol;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Value;

/**
 * {@code protochain}: follows IPv6 extension headers and authentication headers to a protocol. Every step goes on by at least 8 bytes, so a packet ends
 * the walk at the latest with its end, which rejects it.
 */
final class ProtocolChains {
    static final int AH = 51;
    private static final int NO_NEXT_HEADER = 59;
    private static final int[] EXTENSIONS = {0, 60, 43, Protocols.IP6_FRAGMENT};
    /** More than the 8-byte steps of the largest capture length there is, 262,144. */
    private static final int STEP_LIMIT = 1 << 16;

    private final LinkState state;
    private final Loads loads;
    private final LinkProtocols link;

    ProtocolChains(LinkState state, Loads loads, LinkProtocols link) {
        this.state = state;
        this.loads = loads;
        this.link = link;
    }

    Predicate chain(int number, Protocol protocol) {
        if (state.payload.variable) {
            throw state.error("'protochain' not supported with variable length headers");
        }
        return switch (protocol) {
            case NONE -> Tests.or(chain(number, Protocol.IP), chain(number, Protocol.IP6));
            case IP -> Tests.and(
                    link.carries(EtherTypes.IP), new Walk(number, false).from(loads.load(NETWORK, 9, 1), loads.ip4HeaderLength()));
            case IP6 -> Tests.and(
                    link.carries(EtherTypes.IP6),
                    new Walk(number, true).from(loads.load(NETWORK, 6, 1), new Value.Constant(Loads.IP6_HEADER_LENGTH)));
            default -> throw state.errorWithHint("ip, ip6 or nothing may stand before it", "bad protocol applied for 'protochain'");
        };
    }

    /** One walk and its registers: which header comes next, where from the network header, and which one follows it. */
    private final class Walk {
        private final int target;
        private final boolean extensions;
        private final int next = state.registers().own();
        private final int place = state.registers().own();
        private final int following = state.registers().own();

        Walk(int target, boolean extensions) {
            this.target = target;
            this.extensions = extensions;
        }

        Predicate from(Value first, Value headerLength) {
            return Tests.and(
                    new Predicate.Set(next, first),
                    new Predicate.Set(place, headerLength),
                    new Predicate.Repeat(step(), STEP_LIMIT),
                    nextIs(target));
        }

        private Predicate step() {
            final Predicate authentication = Tests.and(nextIs(AH), advance(2, 4));
            final Predicate[] kinds = new Predicate[EXTENSIONS.length];
            for (int i = 0; i < kinds.length; i++) {
                kinds[i] = nextIs(EXTENSIONS[i]);
            }
            final Predicate any = extensions ? Tests.or(Tests.and(Tests.or(kinds), advance(1, 8)), authentication) : authentication;
            return Tests.and(Tests.not(nextIs(target)), Tests.not(nextIs(NO_NEXT_HEADER)), any);
        }

        /** Behind a header of {@code (length + more) * unit} bytes. */
        private Predicate advance(int more, int unit) {
            final Value length = Tests.binary(Value.Operator.MULTIPLY, Tests.add(header(1), more), new Value.Constant(unit));
            return Tests.and(
                    new Predicate.Set(following, header(0)),
                    new Predicate.Set(place, Tests.add(new Value.Register(place), length)),
                    new Predicate.Set(next, new Value.Register(following)));
        }

        private Value header(int offset) {
            return Loads.indexed(new Value.Register(place), state.payload.constant + state.network + offset, 1);
        }

        private Predicate nextIs(int protocol) {
            return Tests.equal(new Value.Register(next), protocol);
        }
    }
}
