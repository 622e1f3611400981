package flowc.compiler.lower;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.MemoryAccess;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The words of a packet's slot that say where its headers are, as one method has them: in memory, or, where the slot is filled, in locals, so that
 * what is found is used without going through memory and only what other methods ask for is stored.
 */
sealed interface SlotWords {
    /** The word at an offset of the slot. */
    IrExpression read(long offset, Environment env);

    void write(long offset, IrExpression value, Environment env);

    /** A method is about to be called that has the words {@code touched} in memory. */
    void beforeCall(Set<Long> touched, Environment env);

    /** In memory; remembers which. */
    record InMemory(Set<Long> touched) implements SlotWords {
        InMemory() {
            this(new TreeSet<>());
        }

        @Override
        public IrExpression read(long offset, Environment env) {
            touched.add(offset);
            return Ir.load(MemoryAccess.I64, env.slot, offset);
        }

        @Override
        public void write(long offset, IrExpression value, Environment env) {
            touched.add(offset);
            env.method.store(MemoryAccess.I64, Ir.add(env.slot, offset), value);
        }

        @Override
        public void beforeCall(Set<Long> others, Environment env) {
            touched.addAll(others);
        }
    }

    /** In locals of {@code method}, made when they are asked for: whoever has them gives them their first values. */
    record InLocals(MethodBuilder method, Map<Long, IrLocal> locals) implements SlotWords {
        InLocals(MethodBuilder method) {
            this(method, new TreeMap<>());
        }

        IrLocal local(long offset) {
            return locals.computeIfAbsent(offset, _ -> method.local("word", flowc.compiler.ir.IrType.LONG));
        }

        Optional<IrLocal> known(long offset) {
            return Optional.ofNullable(locals.get(offset));
        }

        @Override
        public IrExpression read(long offset, Environment env) {
            return Ir.read(local(offset));
        }

        @Override
        public void write(long offset, IrExpression value, Environment env) {
            method.assign(local(offset), value);
        }

        @Override
        public void beforeCall(Set<Long> touched, Environment env) {
            touched.forEach(offset -> method.store(MemoryAccess.I64, Ir.add(env.slot, offset), Ir.read(local(offset))));
        }
    }
}
