package flowc.compiler.layout;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.analysis.LayerSymbol;
import flowc.compiler.analysis.TypedExpression;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Layers of which a packet has one member at most, as it has one transport: where that begins is then one address, whichever it is, and a field
 * that lies at the same place in all members is read without asking which.
 */
public final class SharedPlace {
    private SharedPlace() {}

    /** Whether no member of the layer can come before another, or twice. */
    public static boolean isExclusive(LayerSymbol layer) {
        return !layer.last() && layer.members().stream().noneMatch(member -> ancestors(member).stream().anyMatch(layer.members()::contains));
    }

    private static Set<HeaderSymbol> ancestors(HeaderSymbol header) {
        final Set<HeaderSymbol> found = new HashSet<>();
        final Deque<HeaderSymbol> pending = new ArrayDeque<>();
        pending.push(header);
        while (!pending.isEmpty()) {
            pending.pop().edges().stream().map(HeaderSymbol.Edge::parent).filter(found::add).forEach(pending::push);
        }
        return found;
    }

    /** The field as it lies in every member's first section; empty where members differ. */
    public static Optional<HeaderSymbol.WireField> of(LayerSymbol.LayerField field) {
        HeaderSymbol.WireField common = null;
        for (TypedExpression value : field.values().values()) {
            if (!(value.typing().binding(value.expression()) instanceof Binding.Wire(HeaderSymbol _, HeaderSymbol.WireField wire)) || wire.section() != 0
                    || !value.type().equals(field.type()) || common != null && !isSamePlace(common, wire)) {
                return Optional.empty();
            }
            common = wire;
        }
        return Optional.ofNullable(common);
    }

    private static boolean isSamePlace(HeaderSymbol.WireField left, HeaderSymbol.WireField right) {
        return left.bit() == right.bit() && left.bits() == right.bits() && left.littleEndian() == right.littleEndian() && left.type().equals(right.type());
    }
}
