package flowc.compiler.filter.bpf;

import static flowc.compiler.filter.bpf.BpfCode.*;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.Place;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import flowc.compiler.filter.predicate.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Predicate to classic BPF that does the same and that the kernel takes: forward jumps, no memory read before it is written. Any thread. */
public final class BpfCompiler {
    /** Looking behind tests mostly makes programs shorter, sometimes longer. */
    private static final int[] FORESIGHTS = {8, 1, 0};

    private final Assembler assembler = new Assembler();
    private final Memory memory = new Memory();
    private final Steps steps;
    private final ValueCode values;
    private final int snapLength;

    private BpfCompiler(Steps steps, int snapLength) {
        this.steps = steps;
        this.snapLength = snapLength;
        this.values = new ValueCode(assembler, memory, steps.reject);
    }

    /**
     * The shortest program found.
     *
     * @param snapLength what it returns for packets it accepts: bytes to keep of them, more than 0
     * @throws FilterError where classic BPF cannot do it: a loop, or more than its memory or its longest program
     */
    public static BpfProgram compile(Predicate predicate, int snapLength) {
        List<BpfInstruction> shortest = null;
        for (final int foresight : FORESIGHTS) {
            final Steps steps = new Steps(foresight);
            final Step first = steps.of(predicate);
            final List<BpfInstruction> program = new BpfCompiler(steps, snapLength).compile(first);
            if (shortest == null || program.size() < shortest.size()) {
                shortest = program;
            }
        }
        if (shortest.size() > MAX_INSTRUCTIONS) {
            throw new FilterError(
                    new Place(0, Integer.MAX_VALUE),
                    "this filter needs " + shortest.size() + " instructions, and classic BPF programs have at most " + MAX_INSTRUCTIONS,
                    "split it into several filters");
        }
        return new BpfProgram(shortest);
    }

    private List<BpfInstruction> compile(Step first) {
        final List<Step> order = inOrder(first);
        initialise(order);
        final Map<Step, Value> accumulators = accumulators(order);
        for (int i = 0; i < order.size(); i++) {
            final Step step = order.get(i);
            assembler.label(step);
            emit(step, accumulators.get(step), i + 1 < order.size() ? order.get(i + 1) : null);
        }
        return assembler.assemble();
    }

    /** Each step before those it leads to, and the two ends last. */
    private List<Step> inOrder(Step first) {
        final List<Step> finished = new ArrayList<>();
        final Set<Step> seen = new HashSet<>(List.of(steps.accept, steps.reject));
        final Deque<Step> open = new ArrayDeque<>();
        final Deque<Iterator<Step>> unvisited = new ArrayDeque<>();
        if (seen.add(first)) {
            open.push(first);
            unvisited.push(first.next().reversed().iterator());
        }
        while (!open.isEmpty()) {
            if (!unvisited.peek().hasNext()) {
                unvisited.pop();
                finished.add(open.pop());
                continue;
            }
            final Step next = unvisited.peek().next();
            if (seen.add(next)) {
                open.push(next);
                unvisited.push(next.next().reversed().iterator());
            }
        }
        Collections.reverse(finished);
        finished.add(first == steps.reject ? steps.reject : steps.accept);
        finished.add(first == steps.reject ? steps.accept : steps.reject);
        return finished;
    }

    /** The kernel refuses programs that may read memory they have not written. */
    private void initialise(List<Step> order) {
        final Set<Integer> read = new TreeSet<>();
        for (final Step step : order) {
            switch (step) {
                case Step.Branch branch -> {
                    registers(branch.test.left(), read);
                    registers(branch.test.right(), read);
                }
                case Step.Store store -> registers(store.value, read);
                case Step.Return _ -> { }
            }
        }
        final Set<Integer> surelyWritten = new HashSet<>();
        Step step = order.getFirst();
        while (step instanceof Step.Store store) {
            surelyWritten.add(store.register);
            step = store.then();
        }
        for (final int register : read) {
            final int word = memory.of(register);
            if (!surelyWritten.contains(register)) {
                assembler.add(LD | IMM, 0);
                assembler.add(ST, word);
            }
        }
        for (final Step one : order) {
            if (one instanceof Step.Store store) {
                memory.of(store.register);
                values.willStore(store.register, store.value);
            }
        }
    }

    private static void registers(Value value, Set<Integer> into) {
        switch (value) {
            case Value.Register register -> into.add(register.number());
            case Value.Load load -> registers(load.offset(), into);
            case Value.Negation negation -> registers(negation.operand(), into);
            case Value.Binary binary -> {
                registers(binary.left(), into);
                registers(binary.right(), into);
            }
            case Value.Constant _, Value.WireLength _, Value.Metadata _ -> { }
        }
    }

    /** What A surely is where a step begins, so that it need not be loaded again; without an entry nothing is known. */
    private Map<Step, Value> accumulators(List<Step> order) {
        final Map<Step, Value> known = new HashMap<>();
        final Set<Step> reached = new HashSet<>();
        for (final Step step : order) {
            final Value left = step instanceof Step.Branch branch ? leftInAccumulator(branch) : null;
            for (final Step next : step.next()) {
                if (reached.add(next)) {
                    known.put(next, left);
                } else if (known.get(next) != null && !known.get(next).equals(left)) {
                    known.put(next, null);
                }
            }
        }
        return known;
    }

    /** What A is behind a branch; null where that may change. */
    private static Value leftInAccumulator(Step.Branch branch) {
        if (!(branch.test.right() instanceof Value.Constant) || Values.readsRegister(branch.test.left())) {
            return null;
        }
        return masksAway(branch) ? ((Value.Binary) branch.test.left()).left() : branch.test.left();
    }

    /** Some of its bits are asked for: one instruction does it. */
    private static boolean masksAway(Step.Branch branch) {
        return branch.test.comparison() == Comparison.EQUAL
                && Values.isConstant(branch.test.right(), 0)
                && branch.test.left() instanceof Value.Binary binary
                && binary.operator() == Value.Operator.AND
                && binary.right() instanceof Value.Constant;
    }

    private void emit(Step step, Value accumulator, Step following) {
        switch (step) {
            case Step.Return end -> assembler.add(RET | K, end.accepts ? snapLength : 0);
            case Step.Store store -> {
                values.toA(store.value);
                assembler.add(ST, memory.of(store.register));
                goOn(store.then(), following);
            }
            case Step.Branch branch -> branch(branch, accumulator, following);
        }
    }

    private void goOn(Step next, Step following) {
        if (next != following) {
            assembler.jump(next);
        }
    }

    private void branch(Step.Branch branch, Value accumulator, Step following) {
        final Value left = branch.test.left();
        if (masksAway(branch) && left instanceof Value.Binary(_, Value whole, Value.Constant(int mask))) {
            load(whole, accumulator);
            assembler.branch(JMP | JSET | K, mask, branch.no(), branch.yes());
        } else if (branch.test.right() instanceof Value.Constant(int right)) {
            load(left, accumulator);
            assembler.branch(JMP | code(branch.test.comparison()) | K, right, branch.yes(), branch.no());
        } else {
            values.toBoth(left, branch.test.right());
            assembler.branch(JMP | code(branch.test.comparison()) | BpfCode.X, 0, branch.yes(), branch.no());
        }
    }

    private void load(Value value, Value accumulator) {
        if (!value.equals(accumulator)) {
            values.toA(value);
        }
    }

    private static int code(Comparison comparison) {
        return switch (comparison) {
            case EQUAL -> JEQ;
            case GREATER -> JGT;
            default -> JGE;
        };
    }
}
