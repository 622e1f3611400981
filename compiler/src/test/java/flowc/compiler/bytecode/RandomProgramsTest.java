package flowc.compiler.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.ir.InterpretedProgram;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrPrinter;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.RandomPrograms;
import flowc.compiler.ir.TestContext;
import flowc.compiler.ir.passes.Passes;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RandomProgramsTest {
    private static final int PROGRAMS = 250;
    private static final int METHODS = 8;
    private static final int CALLS = 2;

    @Test
    void generatedCodeDoesWhatTheInterpreterDoesWithAndWithoutPasses() {
        final long seed = Long.getLong("flowc.seed", 20261121);
        System.out.println("RandomProgramsTest: -Dflowc.seed=" + seed);
        try (TestContext context = new TestContext(RandomPrograms.FRAME_BYTES)) {
            for (int i = 0; i < PROGRAMS; i++) {
                final Random random = new Random(seed + i);
                agree(RandomPrograms.make(random, METHODS), random, context, "flowc.seed=" + (seed + i));
            }
        }
    }

    private static void agree(IrProgram program, Random random, TestContext context, String name) {
        final IrProgram optimised = Passes.run(program);
        final InterpretedProgram oracle = new InterpretedProgram(program, context, RandomPrograms.STEP_BUDGET);
        final Emitted plain = Emitted.of(program, context);
        final Emitted fast = Emitted.of(optimised, context);
        for (IrMethod method : RandomPrograms.left(program, optimised)) {
            for (int call = 0; call < CALLS; call++) {
                final long frameSeed = random.nextLong();
                final List<Object> arguments = RandomPrograms.arguments(random, method);
                final var expected = RandomPrograms.observe(context, frameSeed, oracle::call, method.name(), arguments);
                assertEquals(expected, RandomPrograms.observe(context, frameSeed, plain::call, method.name(), arguments),
                        () -> name + " without passes\n" + IrPrinter.print(method) + arguments);
                assertEquals(expected, RandomPrograms.observe(context, frameSeed, fast::call, method.name(), arguments),
                        () -> name + " with passes\n" + IrPrinter.print(method) + arguments + "\n" + IrPrinter.print(optimised.methods().get(0)));
            }
        }
    }
}
