package flowc.compiler.filter.meaning;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.predicate.Predicate;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;

/** Gives an expression its meaning on a link type: the stage from syntax tree to predicate. */
public final class FilterMeaning {
    /** Not less than what the parser lets through. */
    private static final int DEEPEST = 1000;

    private final LinkState state;
    private final Loads loads;
    private final LinkProtocols link;
    private final Ids ids;
    private int depth;

    private FilterMeaning(LinkType linkType, FilterSettings settings) {
        state = new LinkState(linkType, settings);
        loads = new Loads(state);
        link = new LinkProtocols(state, loads);
        ids = new Ids(state, loads, link);
    }

    /**
     * What {@code expression} means for packets of {@code linkType}. Any thread.
     *
     * @throws FilterError where it has no meaning there; nothing else is thrown
     */
    public static Predicate of(FilterExpression expression, LinkType linkType, FilterSettings settings) {
        final FilterMeaning meaning = new FilterMeaning(linkType, settings);
        final Predicate tests = meaning.walk(expression);
        if (expression instanceof FilterExpression.Everything) {
            return tests;
        }
        final Predicate all = new RadioHeaders(meaning.state, meaning.loads).before(tests);
        return new Stores(meaning.state.registers()).withoutIdle(all);
    }

    private Predicate walk(FilterExpression expression) {
        state.place = expression.place();
        if (++depth > DEEPEST) {
            throw state.error("this expression is nested too deep");
        }
        final Predicate result = switch (expression) {
            case FilterExpression.And and -> new Predicate.And(walk(and.left()), walk(and.right()));
            case FilterExpression.Or or -> new Predicate.Or(walk(or.left()), walk(or.right()));
            case FilterExpression.Not not -> Tests.not(walk(not.operand()));
            default -> primitive(expression);
        };
        depth--;
        return result;
    }

    private Predicate primitive(FilterExpression expression) {
        return switch (expression) {
            case FilterExpression.Everything _ -> Tests.always();
            case FilterExpression.Name name -> new NamedIds(state, ids).of(name);
            case FilterExpression.Number number -> ids.number(number);
            case FilterExpression.Dotted dotted -> ids.dotted(dotted);
            case FilterExpression.DottedPrefix prefix -> ids.prefix(prefix);
            case FilterExpression.DottedMask mask -> ids.mask(mask);
            case FilterExpression.Ip6 ip6 -> ids.ip6(ip6);
            case FilterExpression.Mac mac -> ids.mac(mac);
            case FilterExpression.Arcnet arcnet -> ids.arcnet(arcnet);
            case FilterExpression.Protocol protocol -> new Protocols(state, loads, link).is(protocol.protocol());
            case FilterExpression.Relation relation -> new Relations(state, loads, link).relation(relation);
            case FilterExpression.Shift shift -> new Encapsulations(state, loads, link).of(shift);
            case FilterExpression.Llc llc -> new FrameFields(state, loads, link).llc(llc.kind());
            case FilterExpression.WlanType type -> new FrameFields(state, loads, link).wlanType(type);
            case FilterExpression.WlanDirection direction -> new FrameFields(state, loads, link).wlanDirection(direction.direction());
            case FilterExpression.PacketFilterLog log -> new PacketFilterLogs(state, loads).field(log);
            case FilterExpression.Atm atm -> new Atm(state, loads).word(atm.word());
            case FilterExpression.Mtp mtp -> new SignallingFields(state, loads).word(mtp.word());
            case FilterExpression.FieldTest test -> test.field().startsWith("v")
                    ? new Atm(state, loads).field(test)
                    : new SignallingFields(state, loads).field(test);
            default -> ofWholePacket(expression);
        };
    }

    private Predicate ofWholePacket(FilterExpression expression) {
        final Packets packets = new Packets(state, loads, link);
        return switch (expression) {
            case FilterExpression.Broadcast broadcast -> packets.broadcast(broadcast.protocol());
            case FilterExpression.Multicast multicast -> packets.multicast(multicast.protocol());
            case FilterExpression.Less less -> packets.less(less.length());
            case FilterExpression.Greater greater -> packets.greater(greater.length());
            case FilterExpression.ByteTest test -> packets.byteTest(test);
            case FilterExpression.Bound bound -> packets.bound(bound.outbound());
            case FilterExpression.InterfaceIndex index -> packets.interfaceIndex(index.index());
            default -> throw new IllegalArgumentException("a primitive that another method has: " + expression);
        };
    }
}
