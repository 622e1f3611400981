package flowc.launch;

import flowc.runtime.CountingProgram;
import java.util.List;

/** A process that runs the counting tracker, as {@code flowc run} and a compiled jar do. */
final class CountingMain {
    private CountingMain() {}

    public static void main(String[] args) {
        System.exit(TrackerCommand.run("counting", CountingProgram.tracker(), List.of(), args, Console.standard()));
    }
}
