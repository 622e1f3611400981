package flowc.compiler;

import flowc.compiler.source.Source;

/** Stand-in until the real facade lands: this branch has no compiler. */
public final class Compiler {
    private Compiler() {}

    public static Compilation compile(Source source, ModuleLoader modules) {
        throw new UnsupportedOperationException("the compiler's facade is not merged yet");
    }
}
