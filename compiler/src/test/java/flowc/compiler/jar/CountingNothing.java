package flowc.compiler.jar;

import flowc.runtime.program.FlowProgram;
import flowc.runtime.program.ProgramContext;

/** The least a program can be: it looks at no packet. */
public final class CountingNothing extends FlowProgram {
    public CountingNothing(ProgramContext context) {
        super(context);
    }

    @Override
    public void configure() {}

    @Override
    public void onBurst(long packets, long count) {}

    @Override
    public void prepareBurst(long packets, long count, long slots) {}

    @Override
    public void handleBurst(long packets, long count, long slots) {}

    @Override
    public void onExpire(long table, long row, long time, long reason) {}

    @Override
    public long rank(long table, long row) {
        return 0;
    }

    @Override
    public void onInit(long every, long time) {}

    @Override
    public void onEach(long every, long row, long time, long elapsed) {}

    @Override
    public void onFinish(long every, long time, long elapsed) {}
}
