package flowc.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How diagnostics are written: for people on stderr, or for tools on stdout. */
enum DiagnosticFormat {
    TEXT, JSON;

    static final class Converter implements ITypeConverter<DiagnosticFormat> {
        @Override
        public DiagnosticFormat convert(String text) {
            return switch (text) {
                case "text" -> TEXT;
                case "json" -> JSON;
                default -> throw new TypeConversionException("expected one of text, json, got '" + text + "'");
            };
        }
    }
}
