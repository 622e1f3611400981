package flowc.compiler.lower;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.TypedExpression;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrType;
import flowc.compiler.layout.SlotLayout;
import flowc.compiler.layout.TypeLayout;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.types.Type;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Named values of a packet that take memory, such as {@code src}: computed on first use into the packet's slot by {@code value$N(packet, slot)},
 * which returns the address, or 0 after a fault. However often a tracker says {@code src}, the code for it is there once.
 */
final class PacketValues {
    private final Lowering lowering;
    private final Map<TypedExpression, Computed> methods = new IdentityHashMap<>();

    /** A value's method, and the words of the slot that it reads. */
    private record Computed(IrCallee method, SlotWords.InMemory words) {}

    PacketValues(Lowering lowering) {
        this.lowering = lowering;
    }

    Value lower(TypedExpression value, Environment env) {
        Computed computed = methods.get(value);
        if (computed == null) {
            computed = method(value, env);
            methods.put(value, computed);
        }
        env.words.beforeCall(computed.words().touched(), env);
        final IrExpression address = env.method.spill("value", MethodBuilder.call(computed.method(), env.packet, env.slot));
        env.method.when(Ir.isZero(address), env.onFault);
        return new Value.Reference(address);
    }

    private Computed method(TypedExpression value, Environment caller) {
        final SlotLayout slots = lowering.program.slots;
        final long known = slots.flag();
        final long place = slots.place(TypeLayout.bytes(value.type()));
        final MethodBuilder method = lowering.program.method("value$" + methods.size());
        final SlotWords.InMemory words = new SlotWords.InMemory();
        final Environment env = Environment.ofPacket(lowering.program, method, words);
        env.typing = value.typing();
        env.line = caller.line;
        env.onFault = () -> method.returns(Ir.ZERO);
        method.when(Ir.isZero(env.word(known)), () -> {
            fill(value, Ir.add(env.slot, place), env);
            env.word(known, Ir.ONE);
        });
        method.returns(Ir.add(env.slot, place));
        return new Computed(lowering.program.add(method, IrType.LONG), words);
    }

    private void fill(TypedExpression value, IrExpression place, Environment env) {
        if (value.expression() instanceof Expression.Call call && value.typing().binding(call) == Binding.Builtin.ENDPOINT && value.type() == Type.Simple.ENDPOINT) {
            lowering.calls.endpoint(call, place, env);
        } else {
            Storage.store(env, place, value.type(), lowering.expressions.definition(value, env), value.type());
        }
    }
}
