package flowc.cli.filter;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What an explanation shows. */
enum Emit {
    WORDS, IR, BYTECODE, BPF;

    static final class Converter implements ITypeConverter<Emit> {
        @Override
        public Emit convert(String text) {
            try {
                return valueOf(text.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException _) {
                throw new TypeConversionException("expected one of words, ir, bytecode, bpf, got '" + text + "'");
            }
        }
    }
}
