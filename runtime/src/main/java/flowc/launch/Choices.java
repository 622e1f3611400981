package flowc.launch;

import flowc.runtime.export.OutputOptions.Format;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Options that take one of a few words. */
public final class Choices {
    private Choices() {}

    private static <E extends Enum<E>> E choose(Class<E> type, String text) {
        for (E value : type.getEnumConstants()) {
            if (word(value).equals(text.toLowerCase(Locale.ROOT))) {
                return value;
            }
        }
        final String words = Arrays.stream(type.getEnumConstants()).map(Choices::word).collect(Collectors.joining(", "));
        throw new TypeConversionException("expected one of " + words + ", got '" + text + "'");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    public static final class OfFormat implements ITypeConverter<Format> {
        @Override
        public Format convert(String text) {
            return choose(Format.class, text);
        }
    }

    public static final class OfColor implements ITypeConverter<ColorMode> {
        @Override
        public ColorMode convert(String text) {
            return choose(ColorMode.class, text);
        }
    }

    static final class OfSummary implements ITypeConverter<SummaryFormat> {
        @Override
        public SummaryFormat convert(String text) {
            return choose(SummaryFormat.class, text);
        }
    }
}
