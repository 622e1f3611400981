package flowc.launch;

import picocli.CommandLine.Model.CommandSpec;

/** The help of a run whose tracker is not known yet. */
public final class RunHelp {
    private RunHelp() {}

    /** The options of every run under the given name. */
    public static CommandSpec spec(String name, String... description) {
        final CommandSpec spec = CommandSpec.forAnnotatedObject(new RunOptions()).name(name);
        spec.usageMessage().description(description);
        TrackerCommand.usage(spec.usageMessage(), name);
        return spec;
    }
}
