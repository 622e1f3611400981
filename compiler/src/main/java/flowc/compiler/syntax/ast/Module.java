package flowc.compiler.syntax.ast;

import flowc.compiler.source.Source;
import java.util.List;

/** One parsed file. */
public record Module(Source source, List<Declaration> declarations) {}
