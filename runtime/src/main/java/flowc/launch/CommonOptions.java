package flowc.launch;

import picocli.CommandLine.Option;

/** The options that every command has. */
public final class CommonOptions {
    @Option(names = "--color", paramLabel = "auto|always|never", defaultValue = "auto", converter = Choices.OfColor.class,
            description = "Colour on stderr (default: auto, on a terminal without NO_COLOR).")
    private ColorMode color = ColorMode.AUTO;

    @Option(names = {"-h", "--help"}, usageHelp = true, description = "Show this help.")
    private boolean help;

    /** Whether what goes to stderr is coloured. */
    public boolean color() {
        return color.enabled();
    }
}
