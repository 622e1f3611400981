package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.source.Span;
import flowc.compiler.types.Type;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What the checkers of one compilation share. One thread. */
final class Session {
    final Diagnostics diagnostics;
    final Typing typing = new Typing();
    final Map<String, HeaderSymbol> headers = new LinkedHashMap<>();
    final Map<String, LayerSymbol> layers = new LinkedHashMap<>();
    final Map<String, TableSymbol> tables = new LinkedHashMap<>();
    final Map<String, Symbol.Param> params = new LinkedHashMap<>();
    final TypeResolver types = new TypeResolver(this);
    final DefinitionChecker definitions = new DefinitionChecker(this);
    final LayerChecker layerFields = new LayerChecker(this);
    final KeyChecker keys = new KeyChecker(this);
    final ExpressionChecker expressions = new ExpressionChecker(this);
    final FieldValueChecker fieldValues = new FieldValueChecker(this);
    final PcapFilterChecker filters = new PcapFilterChecker(this);
    final Certainties certainties = new Certainties(this);
    final Contradictions contradictions = new Contradictions(this);
    final HiddenNames hidden = new HiddenNames(this);
    final StatementChecker statements = new StatementChecker(this);
    ParseGraph graph;

    /** Params that something names, and the state that rows filled by hand name; other uses are in typings. */
    final Set<Object> used = new HashSet<>();

    /** Counters whose delta is taken by the every block being checked; null outside. */
    Set<String> deltas;

    /** Tables whose rows are made by what is being checked, where that matters; null elsewhere. */
    Set<TableSymbol> creations;

    private final Source main;

    Session(Diagnostics diagnostics, Source main) {
        this.diagnostics = diagnostics;
        this.main = main;
    }

    /** Whether a place is in the tracker's own file: of doubtful places in what it imports, its user need not know. */
    boolean isOwn(Span span) {
        return span.source() == main;
    }

    Diagnostic error(Code code, Span span, String format, Object... arguments) {
        return diagnostics.error(code, span, format, arguments);
    }

    /** Reports and says that nothing more is to be said about the expression. */
    Type wrong(Code code, Span span, String format, Object... arguments) {
        diagnostics.error(code, span, format, arguments);
        return Type.Simple.ERROR;
    }

    /** A scope for something that stands in a module by itself. */
    Scope scope(ModuleScope module, Scope.Place place) {
        return Scope.of(new Scope.Site(place, module, typing, null, null, null), Facts.NONE);
    }
}
