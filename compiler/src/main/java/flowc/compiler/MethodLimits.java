package flowc.compiler;

import flowc.compiler.analysis.Analysis;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.TableSymbol.CheckedEvery;
import flowc.compiler.analysis.WrittenOut;
import flowc.compiler.bytecode.EmittedClass;
import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostics;
import java.util.Optional;
import java.util.function.Supplier;

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

    /**
     * An error for what cannot but be too long, since each operation takes a byte at least. Before any code is made of it, which could take for ever: few lines may stand for
     * more operations than memory holds.
     */
    void checkText() {
        final WrittenOut writtenOut = new WrittenOut(analysis);
        writtenOut.beyond(EmittedClass.JIT_LIMIT_BYTES).ifPresent(place -> diagnostics.error(Code.METHOD_TOO_LARGE, place,
                "with the functions and definitions that it uses this is more than %d operations; the JVM's limit for fast code is %d bytes", EmittedClass.JIT_LIMIT_BYTES,
                EmittedClass.JIT_LIMIT_BYTES).hint("compute once what is used more than once: in a 'let' of the function or handler, and a constant by writing its number"));
        if (diagnostics.hasErrors()) {
            return;
        }
        checkText(writtenOut.of(analysis.input()), () -> parts.of("input"));
        for (final TableSymbol table : analysis.tables()) {
            checkText(writtenOut.of(table.where()), () -> CodeParts.keyAndWhere(table));
            table.handlers().forEach(handler -> checkText(writtenOut.of(handler.where()) + writtenOut.of(handler.declaration().body()), () -> CodeParts.handler(handler)));
            for (final CheckedEvery every : table.everies()) {
                checkText(writtenOut.of(every.declaration().init()), () -> CodeParts.every(every, "init"));
                checkText(writtenOut.of(every.declaration().each()), () -> CodeParts.every(every, "each"));
                checkText(writtenOut.of(every.declaration().finish()), () -> CodeParts.every(every, "finish"));
            }
        }
    }

    private void checkText(long operations, Supplier<CodeParts.Part> of) {
        if (operations > EmittedClass.JIT_LIMIT_BYTES) {
            final CodeParts.Part part = of.get();
            diagnostics.error(Code.METHOD_TOO_LARGE, part.place(), "%s is more than %d operations, those of functions and definitions that it uses among them; the JVM's limit for fast code is %d bytes",
                    part.what(), EmittedClass.JIT_LIMIT_BYTES, EmittedClass.JIT_LIMIT_BYTES).hint(part.remedy());
        }
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
