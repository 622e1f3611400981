package flowc.compiler.analysis;

import flowc.compiler.source.Span;
import flowc.compiler.types.Type;

/** A local name: of a {@code let}, {@code var}, parameter, loop, or interval. Identity counts: two locals may look alike. */
public final class LocalSymbol {
    private final String name;
    private final Span span;
    private final Type type;
    private final Kind kind;

    LocalSymbol(String name, Span span, Type type, Kind kind) {
        this.name = name;
        this.span = span;
        this.type = type;
        this.kind = kind;
    }

    public enum Kind {
        LET(false), REFERENCE(false), VAR(true), PARAMETER(false), LOOP(false), INTERVAL(true), ROW(false), ITEM(false);

        private final boolean assignable;

        Kind(boolean assignable) {
            this.assignable = assignable;
        }

        public boolean assignable() {
            return assignable;
        }
    }

    public String name() {
        return name;
    }

    public Span span() {
        return span;
    }

    public Type type() {
        return type;
    }

    public Kind kind() {
        return kind;
    }
}
