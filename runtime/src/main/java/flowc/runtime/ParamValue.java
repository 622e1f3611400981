package flowc.runtime;

import flowc.runtime.program.TrackerDescriptor.Param;

/** A parameter and its value's bytes as they lie in the frame, native order. */
public record ParamValue(Param param, byte[] bytes) {
    /**
     * Reads {@code text} as the parameter's type.
     *
     * @throws InvalidSetting saying what the type expects, when the text is something else
     */
    public static ParamValue parse(Param param, String text) {
        return new ParamValue(param, new ParamReader("--" + param.name(), text).read(param.type()));
    }

    /** What stands for the value in a command's help, such as {@code <duration>}. */
    public static String label(Param param) {
        return ParamReader.label(param.type());
    }
}
