package flowc.runtime.worker;

import flowc.runtime.program.EveryBlock;
import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.ProgramContext;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.sketch.TopRows;
import flowc.runtime.table.TableSettings;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * What the instances of a run have in common.
 *
 * @param programs makes an instance of the program
 * @param frame the frame in which the program was configured; each instance takes a copy
 * @param tables settings of the tables as declared
 * @param relaxedOrder whether packets of different rows may be handled out of order, so that more can be spread
 * @param tops makes the {@code top} of an index
 */
public record Blueprint(TrackerDescriptor descriptor, Function<ProgramContext, FlowProgram> programs, Frame frame, List<TableSettings> tables,
        IntFunction<TopRows> tops, boolean relaxedOrder) {
    /** The {@code every} blocks of an instance that has {@code tops}. */
    List<EveryBlock> everies(List<TopRows> tops) {
        return descriptor.everies().stream().map(every -> EveryBlock.of(every, frame.address(), tops)).toList();
    }

    /** By {@code every} block, ns. */
    long[] periods() {
        return descriptor.everies().stream().mapToLong(every -> frame.i64(every.period())).toArray();
    }

    /** Makes a program store its settings, which depend on the parameters in {@code frame}, there. */
    public static void configure(Function<ProgramContext, FlowProgram> programs, Frame frame) {
        // Tables depend on settings, but a program takes its tables when it is made: this instance only configures.
        programs.apply(Context.toConfigure(frame.address())).configure();
    }
}
