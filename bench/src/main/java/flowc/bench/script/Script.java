package flowc.bench.script;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The scripts and programs of bench/ that take numbers, and what each expects: {@code Script NAME ARGUMENT...} prints the arguments, with the usual ones where
 * some are left out, or says what is wrong and exits with 2. Scripts start this file from its source, before they build.
 */
public enum Script {
    COMPARE("bench/compare", "workers,churn 3", Parameter.someOf("PARTS", "all", List.of("all", "rate", "workers", "churn", "housekeeping")), rounds("5"),
            Parameter.decimal("SECONDS", "2", Limits.LEAST_SECONDS, Limits.MOST_SECONDS)),
    SOAK("bench/soak", "60 4", Parameter.decimal("MINUTES", "10", Limits.LEAST_MINUTES, Limits.MOST_SECONDS / 60), Parameter.wholes("WORKERS", "1,2", 1, Limits.MOST_WORKERS)),
    WHOLE("bench/whole", "256 9", mebibytes("1024", 1), runs("5")),
    /** tshark gets a sixteenth of the capture, and that has to be one MiB. */
    WHOLE_PEERS("bench/whole-peers", "1024 3", mebibytes("4096", 16), runs("3")),
    FILTERS_RUN("bench/filters/run", "7", rounds("7")),
    FILTERS_WHOLE("bench/filters/whole", "1024 5", mebibytes("4096", 1), runs("5")),
    RULE_RACE("flowc.bench.filters.RuleRace", "40", rounds("40")),
    CAPTURE_MAKER("flowc.bench.CaptureMaker", "/tmp/mixed.pcap 256 100000 mixed", new Parameter("FILE", "", "the name of a file", name -> !name.isEmpty()), mebibytes("1024", 1),
            Parameter.whole("FLOWS", "100000", 1, Integer.MAX_VALUE), Parameter.oneOf("SIZES", "mixed", List.of("64", "mixed")));

    private final String name;
    private final String example;
    private final List<Parameter> parameters;

    Script(String name, String example, Parameter... parameters) {
        this.name = name;
        this.example = example;
        this.parameters = List.of(parameters);
    }

    /** Those of {@code flowc bench}, which would refuse the same values after the build. */
    static final class Limits {
        static final double LEAST_SECONDS = 0.01;
        static final long MOST_SECONDS = 86_400;
        static final double LEAST_MINUTES = 0.01;
        static final int MOST_WORKERS = 256;

        private Limits() {}
    }

    private static Parameter rounds(String usual) {
        return Parameter.whole("ROUNDS", usual, 1, 10_000);
    }

    private static Parameter runs(String usual) {
        return Parameter.whole("RUNS", usual, 1, 10_000);
    }

    private static Parameter mebibytes(String usual, int least) {
        return Parameter.whole("MEBIBYTES", usual, least, 1 << 20);
    }

    public static void main(String[] args) {
        try {
            final Script script = named(args[0]);
            System.out.println(String.join(" ", script.read(List.of(args).subList(1, args.length)).texts()));
        } catch (InvalidArgument e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static Script named(String name) {
        return Arrays.stream(values()).filter(script -> script.name.equals(name)).findFirst().orElseThrow();
    }

    /** As it is called. */
    public String title() {
        return name;
    }

    /** @throws InvalidArgument for one that is not as expected, or too many */
    public Arguments read(List<String> given) throws InvalidArgument {
        if (given.size() > parameters.size()) {
            throw invalid("takes no more than " + String.join(", ", parameters.stream().map(Parameter::name).toList()) + ", got '" + given.get(parameters.size()) + "' too");
        }
        final List<String> texts = new ArrayList<>();
        for (int place = 0; place < parameters.size(); place++) {
            final Parameter parameter = parameters.get(place);
            final String text = place < given.size() ? given.get(place) : parameter.usual();
            if (!parameter.accepts().test(text)) {
                throw invalid(parameter.name() + " expects " + parameter.expected() + ", got '" + text + "'");
            }
            texts.add(text);
        }
        return new Arguments(List.copyOf(texts));
    }

    private InvalidArgument invalid(String what) {
        return new InvalidArgument(name + ": " + what + ". For example: " + name + " " + example);
    }
}
