package flowc.compiler.placement;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.KeySymbol;
import flowc.compiler.analysis.KeySymbol.PartValue;
import flowc.compiler.analysis.TypedExpression;
import flowc.compiler.analysis.Typing;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Nodes;
import flowc.compiler.types.Type;
import java.util.List;

/** Whether two expressions give the same value for every packet because they say the same, names replaced by what they stand for. May say no where they do. */
final class SameValue {
    private SameValue() {}

    /** Whether equal packets get keys of equal bytes, and so of equal hashes. */
    static boolean of(KeySymbol left, KeySymbol right) {
        if (left.isTyped() || right.isTyped() || left.values().size() != right.values().size()) {
            return false;
        }
        for (int i = 0; i < left.values().size(); i++) {
            final PartValue l = left.values().get(i);
            final PartValue r = right.values().get(i);
            if (!isSame(left.type().parts().get(i), right.type().parts().get(i)) || !of(l.first(), r.first()) || !of(l.second(), r.second())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(Type.Part left, Type.Part right) {
        return switch (left) {
            case Type.Part.Single single -> right instanceof Type.Part.Single other && other.type().equals(single.type());
            case Type.Part.Unordered pair -> right instanceof Type.Part.Unordered other && other.type().equals(pair.type());
        };
    }

    /** Both null is the same. */
    static boolean of(TypedExpression left, TypedExpression right) {
        if (left == null || right == null) {
            return left == right;
        }
        return of(left.expression(), left.typing(), right.expression(), right.typing());
    }

    private static boolean of(Expression left, Typing leftTyping, Expression right, Typing rightTyping) {
        final Binding leftBinding = left == null ? null : leftTyping.binding(left);
        final Binding rightBinding = right == null ? null : rightTyping.binding(right);
        if (left == null || right == null) {
            return left == right;
        }
        if (leftBinding instanceof Binding.Definition definition) {
            return of(definition.value().expression(), definition.value().typing(), right, rightTyping);
        }
        if (rightBinding instanceof Binding.Definition definition) {
            return of(left, leftTyping, definition.value().expression(), definition.value().typing());
        }
        if (leftBinding != null ? !leftBinding.equals(rightBinding) : rightBinding != null) {
            return false;
        }
        if (leftBinding != null && standsAlone(leftBinding)) {
            return true;
        }
        return isSameForm(left, right) && java.util.Objects.equals(leftTyping.type(left), rightTyping.type(right)) && parts(left, leftTyping, right, rightTyping);
    }

    /** What a name means, however it is spelt; the others are something of what they stand behind. */
    private static boolean standsAlone(Binding binding) {
        return switch (binding) {
            case Binding.Param _, Binding.HeaderPresence _, Binding.LayerPresence _, Binding.Wire _, Binding.Sized _, Binding.Computed _, Binding.LayerField _, Binding.Payload _,
                    Binding.EnumMember _, Binding.PacketKey _, Binding.Pcap _ -> true;
            case Binding.Builtin builtin -> switch (builtin) {
                case PACKET, PACKET_LENGTH, PACKET_CAPTURED, PACKET_TIME, PACKET_LINK_TYPE, PACKET_INTERFACE -> true;
                default -> false;
            };
            default -> false;
        };
    }

    private static boolean parts(Expression left, Typing leftTyping, Expression right, Typing rightTyping) {
        final List<Expression> l = Nodes.parts(left);
        final List<Expression> r = Nodes.parts(right);
        if (l.size() != r.size()) {
            return false;
        }
        // The target of a call is a name without a type: its meaning is the call's binding.
        final int first = left instanceof Expression.Call ? 1 : 0;
        for (int i = first; i < l.size(); i++) {
            if (!of(l.get(i), leftTyping, r.get(i), rightTyping)) {
                return false;
            }
        }
        return true;
    }

    /** The same kind of node with the same words in it, whatever its parts are. */
    private static boolean isSameForm(Expression left, Expression right) {
        return switch (left) {
            case Expression.IntegerLiteral l -> right instanceof Expression.IntegerLiteral r && l.value().equals(r.value());
            case Expression.FloatLiteral l -> right instanceof Expression.FloatLiteral r && l.value() == r.value();
            case Expression.DurationLiteral l -> right instanceof Expression.DurationLiteral r && l.nanos() == r.nanos();
            case Expression.SizeLiteral l -> right instanceof Expression.SizeLiteral r && l.bytes() == r.bytes();
            case Expression.BooleanLiteral l -> right instanceof Expression.BooleanLiteral r && l.value() == r.value();
            case Expression.AddressLiteral l -> right instanceof Expression.AddressLiteral r && l.kind() == r.kind() && l.high() == r.high() && l.low() == r.low();
            case Expression.NetworkLiteral l -> right instanceof Expression.NetworkLiteral r && l.kind() == r.kind() && l.high() == r.high() && l.low() == r.low()
                    && l.prefixLength() == r.prefixLength();
            case Expression.Member l -> right instanceof Expression.Member r && l.name().equals(r.name()) && l.safe() == r.safe();
            case Expression.Unary l -> right instanceof Expression.Unary r && l.operator() == r.operator();
            case Expression.Binary l -> right instanceof Expression.Binary r && l.operator() == r.operator();
            case Expression.Cast l -> right instanceof Expression.Cast r && l.checked() == r.checked();
            case Expression.Call _ -> right instanceof Expression.Call;
            case Expression.Index _ -> right instanceof Expression.Index;
            case Expression.Slice _ -> right instanceof Expression.Slice;
            case Expression.Conditional _ -> right instanceof Expression.Conditional;
            case Expression.Range _ -> right instanceof Expression.Range;
            case Expression.SetLiteral _ -> right instanceof Expression.SetLiteral;
            // No part of a key or a setting, or rare there.
            case Expression.TextLiteral _, Expression.Template _, Expression.RecordLiteral _, Expression.Aggregate _, Expression.Name _ -> false;
        };
    }
}
