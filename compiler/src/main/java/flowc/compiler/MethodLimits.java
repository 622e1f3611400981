package flowc.compiler;

import flowc.compiler.analysis.Analysis;
import flowc.compiler.bytecode.EmittedClass;
import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostics;
import java.util.Optional;

/** Says of which part of a tracker the code is too long for the JVM's compiler, or nearly so. */
final class MethodLimits {
    /** Bytes that no method of a class file has. */
    private static final int CLASS_FILE_LIMIT = 65_536;

    /** From here on a change or two more may be too many. */
    private static final int NEAR_JIT_LIMIT_BYTES = EmittedClass.JIT_LIMIT_BYTES * 7 / 8;

    private final Analysis analysis;
    private final CodeParts parts;
    private final Diagnostics diagnostics;

    MethodLimits(Analysis analysis, Diagnostics diagnostics) {
        this.analysis = analysis;
        this.parts = new CodeParts(analysis);
        this.diagnostics = diagnostics;
    }

    /** Whether a method is beyond the limit or near it. */
    static boolean isNear(EmittedClass emitted) {
        return emitted.methodBytes().values().stream().anyMatch(bytes -> bytes >= NEAR_JIT_LIMIT_BYTES);
    }

    /** An error for the longest method, if it is too long, else a warning for each that is near the limit. */
    void check(EmittedClass emitted) {
        final Optional<String> tooLarge = emitted.tooLargeForJit();
        tooLarge.ifPresent(method -> tooLarge(method, emitted.methodBytes().get(method)));
        if (tooLarge.isEmpty()) {
            emitted.methodBytes().entrySet().stream().filter(method -> method.getValue() >= NEAR_JIT_LIMIT_BYTES).forEach(method -> near(method.getKey()));
        }
    }

    void tooLarge(String method, int bytes) {
        final CodeParts.Part part = parts.of(method);
        diagnostics.error(Code.METHOD_TOO_LARGE, part.place(), "%s compiles to %s bytes; the JVM's limit for fast code is %d", part.what(),
                bytes >= CLASS_FILE_LIMIT ? "more than " + (CLASS_FILE_LIMIT - 1) : String.valueOf(bytes), EmittedClass.JIT_LIMIT_BYTES).hint(part.remedy());
    }

    /** All methods together have more names and numbers than a class file. */
    void classTooLarge() {
        diagnostics.error(Code.METHOD_TOO_LARGE, analysis.tracker().nameSpan(), "this tracker compiles to more than one class holds").hint(CodeParts.SMALLER_TRACKER);
    }

    private void near(String method) {
        final CodeParts.Part part = parts.of(method);
        diagnostics.warning(Code.NEAR_METHOD_LIMIT, part.place(), "%s compiles to more than %d bytes; the JVM's limit for fast code is %d", part.what(), NEAR_JIT_LIMIT_BYTES,
                EmittedClass.JIT_LIMIT_BYTES).hint(part.remedy());
    }
}
