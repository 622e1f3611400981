package flowc.compiler.lower;

import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrType;
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

    /** Whether the word at an offset, which is an address or a truth, is not 0. */
    IrExpression isSet(long offset, Environment env);

    /** Writes what is not 0. */
    void set(long offset, IrExpression value, Environment env);

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
        public IrExpression isSet(long offset, Environment env) {
            return Ir.notZero(read(offset, env));
        }

        @Override
        public void set(long offset, IrExpression value, Environment env) {
            write(offset, value, env);
        }

        @Override
        public void beforeCall(Set<Long> others, Environment env) {
            touched.addAll(others);
        }
    }

    /**
     * In locals of {@code method}, made when they are asked for: whoever has them gives them their first values. Whether a word is set is a local of its own ({@code flags}): constants, of which
     * the JVM's compiler knows which way brings which, where of an address it does not even know that it is not 0.
     */
    record InLocals(MethodBuilder method, Map<Long, IrLocal> locals, Map<Long, IrLocal> flags) implements SlotWords {
        InLocals(MethodBuilder method) {
            this(method, new TreeMap<>(), new TreeMap<>());
        }

        IrLocal flag(long offset) {
            return flags.computeIfAbsent(offset, _ -> method.local("isSet", IrType.BOOL));
        }

        /** Clears all that were asked for. */
        void clear() {
            locals.values().forEach(local -> method.assign(local, Ir.ZERO));
            flags.values().forEach(flag -> method.assign(flag, Ir.FALSE));
        }

        /** Has what {@code others} have, where it was asked for. */
        void take(InLocals others) {
            locals.forEach((offset, local) -> method.assign(local, Ir.read(others.local(offset))));
            flags.forEach((offset, flag) -> method.assign(flag, Ir.read(others.flag(offset))));
        }

        /** Makes what {@code others} will {@link #take} from here. */
        void offer(InLocals others) {
            others.locals.keySet().forEach(this::local);
            others.flags.keySet().forEach(offset -> {
                local(offset);
                flag(offset);
            });
        }

        IrLocal local(long offset) {
            return locals.computeIfAbsent(offset, _ -> method.local("word", IrType.LONG));
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
            flag(offset, Ir.notZero(Ir.read(local(offset))));
        }

        @Override
        public IrExpression isSet(long offset, Environment env) {
            return Ir.read(flag(offset));
        }

        @Override
        public void set(long offset, IrExpression value, Environment env) {
            method.assign(local(offset), value);
            flag(offset, Ir.TRUE);
        }

        private void flag(long offset, IrExpression isSet) {
            if (flags.containsKey(offset)) {
                method.assign(flags.get(offset), isSet);
            }
        }

        @Override
        public void beforeCall(Set<Long> touched, Environment env) {
            touched.forEach(offset -> method.store(MemoryAccess.I64, Ir.add(env.slot, offset), Ir.read(local(offset))));
        }
    }
}
