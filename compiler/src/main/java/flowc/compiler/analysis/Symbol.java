package flowc.compiler.analysis;

import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.types.Type;
import java.util.List;

/** What a name in the value name space of a module can be. Definitions are checked on first use, so order does not matter. */
public sealed interface Symbol {
    String name();

    Span span();

    record Header(HeaderSymbol header) implements Symbol {
        @Override
        public String name() {
            return header.name();
        }

        @Override
        public Span span() {
            return header.declaration().nameSpan();
        }
    }

    record Layer(LayerSymbol layer) implements Symbol {
        @Override
        public String name() {
            return layer.name();
        }

        @Override
        public Span span() {
            return layer.declaration().nameSpan();
        }
    }

    record Table(TableSymbol table) implements Symbol {
        @Override
        public String name() {
            return table.name();
        }

        @Override
        public Span span() {
            return table.declaration().nameSpan();
        }
    }

    /** {@code index} counts the tracker's params. */
    record Param(Declaration.Param declaration, Type type, int index) implements Symbol {
        @Override
        public String name() {
            return declaration.name();
        }

        @Override
        public Span span() {
            return declaration.nameSpan();
        }
    }

    /** A {@code const}, a top-level {@code let}, or a {@code key}: something with a definition of its own. */
    record Defined(Declaration declaration, String name, Span span, ModuleScope module) implements Symbol {}

    record Function(Declaration.Function declaration, List<LocalSymbol> parameters, Type result) implements Symbol {
        @Override
        public String name() {
            return declaration.name();
        }

        @Override
        public Span span() {
            return declaration.nameSpan();
        }
    }

    record Parser(Declaration.Parser declaration, List<LocalSymbol> parameters, Type.Struct yields, long max) implements Symbol {
        @Override
        public String name() {
            return declaration.name();
        }

        @Override
        public Span span() {
            return declaration.nameSpan();
        }
    }
}
