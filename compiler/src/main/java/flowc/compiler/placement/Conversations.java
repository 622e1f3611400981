package flowc.compiler.placement;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.analysis.KeySymbol;
import flowc.compiler.analysis.KeySymbol.PartValue;
import flowc.compiler.analysis.LayerSymbol;
import flowc.compiler.analysis.TypedExpression;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Nodes;
import flowc.compiler.types.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether packets of equal keys are of one conversation: have the same two addresses, the same two ports and the same protocol, in either direction. What a
 * network card hashes to choose a queue is then equal too. A key says so when it has
 * <ul>
 * <li>both addresses of a layer, and both ports of a layer whose members all follow the first one's, as single parts or together in one unordered part: two
 *     unordered parts would not tell which port is whose. Ports are the first two fields of 16 bits, since that is what a card takes for them;
 * <li>the field by which the members of the layer with the ports are chosen, which is the protocol.
 * </ul>
 * The ports of one header, as {@code tcp.srcPort}, do not count: in a tunnel it may lie behind another one with ports, and those are what a card sees.
 */
final class Conversations {
    private static final int PORT_BITS = 16;

    /** A field of a layer that a key tells. */
    private record Known(LayerSymbol layer, LayerSymbol.LayerField field) {}

    private final List<Known> known = new ArrayList<>();
    /** Fields of single headers. */
    private final List<Binding.Wire> wires = new ArrayList<>();

    private Conversations() {}

    static boolean keeps(KeySymbol key) {
        if (key.isTyped()) {
            return false;
        }
        final Conversations singles = new Conversations();
        key.values().stream().filter(part -> part.second() == null).forEach(part -> singles.add(part.first()));
        if (singles.hasEndpoints() && singles.hasProtocol(singles)) {
            return true;
        }
        for (PartValue part : key.values()) {
            if (part.second() != null) {
                final Conversations pair = new Conversations();
                pair.add(part.first());
                pair.add(part.second());
                if (pair.hasEndpoints() && pair.hasProtocol(singles)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** All that a key has, as if its unordered parts told which value of one belongs to which of another. */
    private static Conversations all(KeySymbol key) {
        final Conversations all = new Conversations();
        key.values().stream().flatMap(part -> Stream.of(part.first(), part.second())).filter(Objects::nonNull).forEach(all::add);
        return all;
    }

    /**
     * Whether only that keeps a key from keeping conversations that it does not tell which port is whose. It then has packets of two: between A's port 1 and B's port 2, and between A's port 2 and
     * B's port 1. A card that puts the addresses in order, and the ports apart from them, has both in one queue; one that orders the ends of a conversation does not, and no source promises it.
     */
    static boolean isCrossed(KeySymbol key) {
        final Conversations all = all(key);
        return !keeps(key) && all.hasEndpoints() && all.hasProtocol(all);
    }

    /** The header whose own ports a key has beside both addresses of a layer. */
    static Optional<HeaderSymbol> withOwnPorts(KeySymbol key) {
        final Conversations all = all(key);
        return all.layers().stream().anyMatch(layer -> all.addresses(layer) == 2)
                ? all.wires.stream().map(Binding.Wire::header).filter(header -> all.hasOwnPort(header, 0) && all.hasOwnPort(header, PORT_BITS)).findFirst() : Optional.empty();
    }

    private boolean hasOwnPort(HeaderSymbol header, int bit) {
        return wires.stream().anyMatch(wire -> wire.header() == header && isPort(wire.field(), bit));
    }

    private static boolean isPort(HeaderSymbol.WireField field, int bit) {
        return field.section() == 0 && field.bit() == bit && field.bits() == PORT_BITS;
    }

    private void add(TypedExpression value) {
        final TypedExpression definition = value.definition();
        if (definition.expression() instanceof Expression.Call call && definition.typing().binding(call) == Binding.Builtin.ENDPOINT) {
            call.arguments().forEach(argument -> add(new TypedExpression(argument, definition.typing(), definition.typing().type(argument), definition.required())));
        } else if (definition.typing().binding(definition.expression()) instanceof Binding.LayerField(LayerSymbol layer, LayerSymbol.LayerField field)) {
            known.add(new Known(layer, field));
        } else if (definition.typing().binding(definition.expression()) instanceof Binding.Wire wire) {
            wires.add(wire);
        }
    }

    private boolean hasEndpoints() {
        return ports() != null && layers().stream().anyMatch(layer -> addresses(layer) == 2 && !layer.last() && carries(layer, ports()));
    }

    /** The layer of which both ports are known; null without. */
    private LayerSymbol ports() {
        return layers().stream().filter(layer -> !layer.last() && hasPort(layer, 0) && hasPort(layer, PORT_BITS)).findFirst().orElse(null);
    }

    private Set<LayerSymbol> layers() {
        final Set<LayerSymbol> layers = new HashSet<>();
        known.forEach(one -> layers.add(one.layer()));
        return layers;
    }

    /** Different addresses of the layer's headers that are known. */
    private long addresses(LayerSymbol layer) {
        return known.stream().filter(one -> one.layer() == layer && one.field().type() == Type.Simple.IP).distinct().count();
    }

    /** Ports are what every member of a layer has at this bit, as network cards see them. */
    private boolean hasPort(LayerSymbol layer, int bit) {
        return known.stream().anyMatch(one -> one.layer() == layer && one.field().values().values().stream().map(TypedExpression::definition)
                .allMatch(value -> value.typing().binding(value.expression()) instanceof Binding.Wire(HeaderSymbol _, HeaderSymbol.WireField field)
                        && isPort(field, bit)));
    }

    /** Whether every member of {@code above} follows some member of {@code layer}. */
    private static boolean carries(LayerSymbol layer, LayerSymbol above) {
        return above.members().stream().allMatch(member -> ancestors(member).stream().anyMatch(layer.members()::contains));
    }

    private static Set<HeaderSymbol> ancestors(HeaderSymbol header) {
        final Set<HeaderSymbol> found = new HashSet<>();
        final Deque<HeaderSymbol> pending = new ArrayDeque<>(List.of(header));
        while (!pending.isEmpty()) {
            pending.pop().edges().stream().map(HeaderSymbol.Edge::parent).filter(found::add).forEach(pending::push);
        }
        return found;
    }

    /** Whether {@code parts} has the field that the edges to the members of this one's ports ask for. */
    private boolean hasProtocol(Conversations parts) {
        return parts.known.stream().anyMatch(one -> chooses(one.layer(), one.field(), ports()));
    }

    private static boolean chooses(LayerSymbol layer, LayerSymbol.LayerField field, LayerSymbol above) {
        final Known chain = chain(new Known(layer, field));
        return above.members().stream().flatMap(member -> member.edges().stream()).allMatch(edge -> edge.condition() != null && chain.field().values().get(edge.parent()) != null
                && asks(edge, chain.field().values().get(edge.parent())));
    }

    /** A field that is in all members the same field of another layer is that one: {@code proto = ipEnd.next}. */
    private static Known chain(Known one) {
        Known last = one;
        for (Known next = behind(one); next != null; next = behind(next)) {
            last = next;
        }
        return last;
    }

    private static Known behind(Known one) {
        final Set<Known> fields = new HashSet<>();
        for (TypedExpression value : one.field().values().values()) {
            final TypedExpression definition = value.definition();
            if (!(definition.typing().binding(definition.expression()) instanceof Binding.LayerField(LayerSymbol layer, LayerSymbol.LayerField field)) || layer == one.layer()) {
                return null;
            }
            fields.add(new Known(layer, field));
        }
        return fields.size() == 1 ? fields.iterator().next() : null;
    }

    /** Whether an edge's condition asks which {@code value}, a field of the edge's parent, is; one that it only reads, as a truth, does not say what follows. */
    private static boolean asks(HeaderSymbol.Edge edge, TypedExpression value) {
        final Binding field = value.typing().binding(value.expression());
        return field != null && Nodes.expressions(edge.condition().expression()).anyMatch(expression -> expression instanceof Expression.Binary compared
                && (compared.operator() == Expression.BinaryOperator.EQUAL || compared.operator() == Expression.BinaryOperator.IN)
                && (field.equals(edge.condition().typing().binding(compared.left())) || field.equals(edge.condition().typing().binding(compared.right()))));
    }
}
