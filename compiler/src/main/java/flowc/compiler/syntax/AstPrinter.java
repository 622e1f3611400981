package flowc.compiler.syntax;

import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Module;

/**
 * Writes a syntax tree as Flow in its plainest form: one item a line, options of tables in a fixed order, literals in one
 * spelling, only the parentheses that are needed. What it writes parses to the same tree again; comments that are no docs are gone.
 */
public final class AstPrinter {
    private AstPrinter() {}

    public static String print(Module module) {
        final Lines lines = new Lines();
        boolean first = true;
        for (final Declaration declaration : module.declarations()) {
            if (!first && !(declaration instanceof Declaration.Import)) {
                lines.blank();
            }
            first = false;
            new DeclarationPrinter(lines).declaration(declaration);
        }
        return lines.toString();
    }
}
