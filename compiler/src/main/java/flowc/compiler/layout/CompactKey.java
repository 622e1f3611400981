package flowc.compiler.layout;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.analysis.KeySymbol;
import flowc.compiler.analysis.LayerSymbol;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.TypedExpression;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Type;
import flowc.runtime.memory.Memory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The compact form of a table's keys (flowc.runtime.table.KeyForm): an {@code ip} takes 4 bytes and an {@code endpoint} 7, everything else what it
 * always takes. It is there where one header decides for all addresses of a key: with it they are IPv4's, without it none is.
 *
 * @param header what a packet must have for its key to be compact
 * @param partOffsets where the parts lie; both values of an unordered part lie side by side
 * @param bytes a multiple of 8
 */
public record CompactKey(HeaderSymbol header, List<Integer> partOffsets, int bytes) {
    public static final int IP_BYTES = Integer.BYTES;
    public static final int ENDPOINT_BYTES = 7;

    /** What is written of two endpoints in order: whole words, zeros last. */
    public static final int ENDPOINT_PAIR_WRITTEN_BYTES = 2 * Long.BYTES;

    public static Optional<CompactKey> of(TableSymbol table) {
        final KeySymbol key = table.key();
        if (key.isTyped() || key.type().parts().stream().anyMatch(part -> hides(type(part)))) {
            return Optional.empty();
        }
        final Set<Optional<HeaderSymbol>> deciders = new HashSet<>();
        for (int i = 0; i < key.values().size(); i++) {
            if (isAddress(type(key.type().parts().get(i)))) {
                deciders.add(decider(key.values().get(i).first()));
                if (key.values().get(i).second() != null) {
                    deciders.add(decider(key.values().get(i).second()));
                }
            }
        }
        return deciders.size() == 1 ? deciders.iterator().next().map(header -> laidOut(header, key.type())) : Optional.empty();
    }

    private static CompactKey laidOut(HeaderSymbol header, Type.Key key) {
        final List<Integer> offsets = new ArrayList<>();
        int offset = 0;
        for (Type.Part part : key.parts()) {
            offsets.add(offset);
            offset += (part instanceof Type.Part.Unordered ? 2 : 1) * bytes(type(part));
        }
        return new CompactKey(header, List.copyOf(offsets), (int) Memory.align(offset, Long.BYTES));
    }

    /** Bytes of a part's value in the compact form. */
    public static int bytes(Type type) {
        return type == Type.Simple.IP ? IP_BYTES : type == Type.Simple.ENDPOINT ? ENDPOINT_BYTES : TypeLayout.bytes(type);
    }

    public static boolean isAddress(Type type) {
        return type == Type.Simple.IP || type == Type.Simple.ENDPOINT;
    }

    private static Type type(Type.Part part) {
        return switch (part) {
            case Type.Part.Single single -> single.type();
            case Type.Part.Unordered pair -> pair.type();
        };
    }

    /** Whether a type has, or may have, addresses or orientations inside. */
    private static boolean hides(Type type) {
        return type instanceof Type.Maybe(Type inner) ? isAddress(inner) || hides(inner) : type instanceof Type.Struct || type instanceof Type.Key;
    }

    /** The header with which the value is an IPv4 address, or the endpoint of one, and without which it is not. */
    private static Optional<HeaderSymbol> decider(TypedExpression value) {
        final TypedExpression address = address(value);
        if (!(address.typing().binding(address.expression()) instanceof Binding.LayerField binding) || binding.layer().last()) {
            return Optional.empty();
        }
        final LayerSymbol.LayerField field = binding.field();
        final HeaderSymbol first = field.values().keySet().iterator().next();
        final boolean decides = field.values().entrySet().stream()
                .allMatch(member -> member.getValue().type() == (member.getKey() == first ? Type.Simple.IP4 : Type.Simple.IP6));
        return decides ? Optional.of(first) : Optional.empty();
    }

    /** The expression behind names; of an {@code endpoint(address, port)} its address. */
    public static TypedExpression address(TypedExpression value) {
        final TypedExpression definition = value.definition();
        return definition.expression() instanceof Expression.Call call && definition.typing().binding(call) == Binding.Builtin.ENDPOINT
                ? new TypedExpression(call.arguments().getFirst(), definition.typing(), Type.Simple.IP, definition.required()).definition() : definition;
    }
}
