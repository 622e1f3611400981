package flowc.compiler.ir.passes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.ir.InterpretedProgram;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrPrinter;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.IrVerifier;
import flowc.compiler.ir.RandomPrograms;
import flowc.compiler.ir.TestContext;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every pass must keep: a right program, and all that can be seen of running it. */
final class PassContractTest {
    private static final int PROGRAMS = 60;
    private static final int METHODS = 8;

    static List<Pass> passes() {
        return List.copyOf(new LinkedHashSet<>(Passes.ALL));
    }

    @ParameterizedTest
    @MethodSource("passes")
    void keepsWhatProgramsDo(Pass pass) {
        final long seed = Long.getLong("flowc.seed", 20261121);
        System.out.println("PassContractTest " + pass.name() + ": -Dflowc.seed=" + seed);
        try (TestContext context = new TestContext(RandomPrograms.FRAME_BYTES)) {
            for (int i = 0; i < PROGRAMS; i++) {
                final Random random = new Random(seed + i);
                final IrProgram program = RandomPrograms.make(random, METHODS);
                final IrProgram after = pass.apply(program);
                IrVerifier.require(after, "after pass " + pass.name() + ", flowc.seed=" + (seed + i));
                agree(program, after, random, context);
            }
        }
    }

    private static void agree(IrProgram before, IrProgram after, Random random, TestContext context) {
        final InterpretedProgram expected = new InterpretedProgram(before, context, RandomPrograms.STEP_BUDGET);
        final InterpretedProgram actual = new InterpretedProgram(after, context, RandomPrograms.STEP_BUDGET);
        for (IrMethod method : RandomPrograms.left(before, after)) {
            final long frameSeed = random.nextLong();
            final List<Object> arguments = RandomPrograms.arguments(random, method);
            assertEquals(RandomPrograms.observe(context, frameSeed, expected::call, method.name(), arguments),
                    RandomPrograms.observe(context, frameSeed, actual::call, method.name(), arguments), () -> IrPrinter.print(method) + arguments);
        }
    }
}
