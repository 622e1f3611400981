package flowc.compiler.bytecode;

import java.util.Map;
import java.util.Optional;

/** A class file. {@code className} has dots; {@code methodBytes} has the bytecode length of every method by name, in order of the file. */
public record EmittedClass(String className, byte[] bytes, Map<String, Integer> methodBytes) {
    /** Longer methods are never compiled by HotSpot's JIT ({@code -XX:+DontCompileHugeMethods}) and run fifty times slower. */
    public static final int JIT_LIMIT_BYTES = 8_000;

    /** The longest method, when it is beyond {@link #JIT_LIMIT_BYTES}. */
    public Optional<String> tooLargeForJit() {
        return methodBytes.entrySet().stream().filter(m -> m.getValue() > JIT_LIMIT_BYTES).max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    }
}
