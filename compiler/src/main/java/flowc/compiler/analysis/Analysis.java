package flowc.compiler.analysis;

import flowc.compiler.syntax.ast.Declaration;
import java.util.List;

/** A checked tracker: everything that later stages ask about. {@code input} may be null. */
public record Analysis(Declaration.Tracker tracker, List<Symbol.Param> params, List<TableSymbol> tables, List<HeaderSymbol> headers,
        TypedExpression input, Typing typing) {}
