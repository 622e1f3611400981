package flowc.compiler;

import flowc.compiler.analysis.Analysis;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.TableSymbol.CheckedHandler;
import flowc.compiler.bytecode.EmittedClass;
import flowc.compiler.lower.TableLowering;
import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Span;
import java.util.Optional;

/** Says at which handler code is too long for the JVM's compiler, or nearly so. */
final class MethodLimits {
    /** Bytes that no method of a class file has. */
    private static final int CLASS_FILE_LIMIT = 65_536;

    /** From here on a change or two more may be too many. */
    private static final int NEAR_JIT_LIMIT_BYTES = EmittedClass.JIT_LIMIT_BYTES * 7 / 8;

    private static final String REMEDY = "split the handler: several 'on packet' handlers of a table run one after the other";

    private final Analysis analysis;
    private final Diagnostics diagnostics;

    MethodLimits(Analysis analysis, Diagnostics diagnostics) {
        this.analysis = analysis;
        this.diagnostics = diagnostics;
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
        diagnostics.error(Code.METHOD_TOO_LARGE, place(method), "%s compiles to %s bytes; the JVM's limit for fast code is %d", what(method),
                bytes >= CLASS_FILE_LIMIT ? "more than " + (CLASS_FILE_LIMIT - 1) : String.valueOf(bytes), EmittedClass.JIT_LIMIT_BYTES).hint(REMEDY);
    }

    private void near(String method) {
        diagnostics.warning(Code.NEAR_METHOD_LIMIT, place(method), "%s compiles to more than %d bytes; the JVM's limit for fast code is %d", what(method), NEAR_JIT_LIMIT_BYTES, EmittedClass.JIT_LIMIT_BYTES)
                .hint(REMEDY);
    }

    private Optional<TableSymbol> table(String method) {
        return analysis.tables().stream().filter(table -> method.startsWith(table.name() + "$")).findFirst();
    }

    private Optional<CheckedHandler> handler(String method) {
        return table(method).flatMap(table -> table.handlers().stream().filter(handler -> TableLowering.bodyName(table, handler).equals(method)).findFirst());
    }

    private String what(String method) {
        return handler(method).map(_ -> "this handler").or(() -> table(method).map(table -> "a handler of '" + table.name() + "'")).orElse("code of this tracker ('" + method + "')");
    }

    private Span place(String method) {
        return handler(method).map(handler -> handler.declaration().span().head()).or(() -> table(method).map(table -> table.declaration().nameSpan())).orElse(analysis.tracker().nameSpan());
    }
}
