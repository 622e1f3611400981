package flowc.compiler.syntax;

import flowc.compiler.source.Source;
import flowc.grammar.FlowLexer;

/** The generated lexer, made safe against closing braces that nothing opened and strings that nothing closed. */
final class ModeLexer extends FlowLexer {
    ModeLexer(Source source) {
        super(new TextStream(source.name(), source.text()));
        removeErrorListeners();
    }

    @Override
    public int popMode() {
        if (_modeStack.isEmpty()) {
            mode(DEFAULT_MODE);
            return DEFAULT_MODE;
        }
        return super.popMode();
    }

    /** How many modes are entered. */
    int modeDepth() {
        return _modeStack.size();
    }

    /** Leaves modes until {@code depth} are entered, and goes on in the default mode. */
    void leaveTo(int depth) {
        while (_modeStack.size() > depth) {
            super.popMode();
        }
        mode(DEFAULT_MODE);
    }
}
