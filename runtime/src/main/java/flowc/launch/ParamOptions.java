package flowc.launch;

import flowc.runtime.InvalidSetting;
import flowc.runtime.ParamValue;
import flowc.runtime.export.FieldType;
import flowc.runtime.program.TrackerDescriptor.Param;
import java.util.List;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** A tracker's parameters as options of its command. */
public final class ParamOptions {
    private ParamOptions() {}

    /** Adds an option for each parameter: {@code --name}, or {@code --param-name} where the command has an option of that name. */
    public static void add(CommandSpec command, List<Param> params) {
        if (params.isEmpty()) {
            return;
        }
        final ArgGroupSpec.Builder group = ArgGroupSpec.builder().heading("%nParameters of this tracker:%n").validate(false).multiplicity("0..1").exclusive(false);
        params.forEach(param -> group.addArg(option(name(command, param), param)));
        command.addArgGroup(group.build());
    }

    private static String name(CommandSpec command, Param param) {
        return (command.optionsMap().get("--" + param.name()) instanceof OptionSpec own && own.group() == null ? "--param-" : "--") + param.name();
    }

    private static OptionSpec option(String name, Param param) {
        final OptionSpec.Builder option = OptionSpec.builder(name).type(String.class).paramLabel(ParamValue.label(param)).description(description(param));
        if (param.type() instanceof FieldType.Bool) {
            option.arity("0..1").fallbackValue("true");
        }
        return option.build();
    }

    // Descriptions are format strings with markup of their own; a doc text is neither.
    private static String description(Param param) {
        final String doc = param.doc() == null ? "" : param.doc().strip().replaceAll("\\s+", " ");
        final String origin = param.text() == null ? "(required)" : "(default: " + param.text() + ")";
        return (doc.isEmpty() ? origin : doc + " " + origin).replace("%", "%%").replace("@|", "@\u200b|");
    }

    /** The value of every parameter: as given, else the default. */
    public static List<ParamValue> values(ParseResult parsed, List<Param> params) {
        return params.stream().map(param -> value(parsed, param)).toList();
    }

    private static ParamValue value(ParseResult parsed, Param param) {
        final String name = name(parsed.commandSpec(), param);
        // Picocli takes the second of an option in a group for the beginning of a second group.
        if (parsed.matchedOptions().stream().filter(option -> option.longestName().equals(name)).count() > 1) {
            throw new ParameterException(parsed.commandSpec().commandLine(), "option '" + name + "' should be specified only once");
        }
        final String given = parsed.matchedOptionValue(name, param.text());
        if (given == null) {
            throw new ParameterException(parsed.commandSpec().commandLine(), name + " is required: " + ParamValue.label(param));
        }
        try {
            return ParamValue.parse(param, given);
        } catch (InvalidSetting e) {
            throw new ParameterException(parsed.commandSpec().commandLine(), e.getMessage());
        }
    }
}
