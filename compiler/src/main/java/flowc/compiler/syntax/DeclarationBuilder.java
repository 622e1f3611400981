package flowc.compiler.syntax;

import static flowc.compiler.source.Code.SYNTAX;

import flowc.compiler.source.CompilerBug;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Declaration.Field;
import flowc.compiler.syntax.ast.Declaration.Parameter;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.syntax.ast.TypeName;
import flowc.grammar.Flow;
import java.util.List;

/** Builds top-level declarations; headers, layers and tables have builders of their own. */
final class DeclarationBuilder {
    private final AstBuilder ast;
    private final HeaderBuilder headers;
    private final TableBuilder tables;

    DeclarationBuilder(AstBuilder ast) {
        this.ast = ast;
        this.headers = new HeaderBuilder(ast);
        this.tables = new TableBuilder(ast, this);
    }

    Declaration declaration(Flow.DeclarationContext rule) {
        final String doc = ast.doc(rule);
        return switch (rule.getChild(0)) {
            case Flow.TrackerContext c -> new Declaration.Tracker(ast.span(c), doc, ast.text(c.name()), ast.span(c.name()));
            case Flow.ImportingContext c -> importing(c);
            case Flow.ParamContext c -> new Declaration.Param(ast.span(c), doc, ast.text(c.name()), ast.span(c.name()), ast.types.type(c.type()),
                    ast.expressionOrNull(c.expression()));
            case Flow.ConstantContext c -> new Declaration.Const(ast.span(c), doc, ast.text(c.name()), ast.span(c.name()),
                    ast.types.typeOrNull(c.type()), ast.expressions.expression(c.expression()));
            case Flow.ValueContext c -> new Declaration.Value(ast.span(c), doc, ast.text(c.name()), ast.span(c.name()),
                    ast.types.typeOrNull(c.type()), ast.expressions.expression(c.expression()));
            case Flow.HeaderContext c -> headers.header(c, doc);
            case Flow.LayerContext c -> headers.layer(c, doc);
            case Flow.StructContext c -> new Declaration.Struct(ast.span(c), doc, ast.text(c.name()), ast.span(c.name()), fields(c.fields()));
            case Flow.EnumerationContext c -> enumeration(c, doc);
            case Flow.NamedKeyContext c -> new Declaration.Key(ast.span(c), doc, ast.text(c.name()), ast.span(c.name()), ast.keys.key(c.key()));
            case Flow.FunctionContext c -> function(c, doc);
            case Flow.ByteParserContext c -> byteParser(c, doc);
            case Flow.TableContext c -> tables.table(c, doc);
            default -> small(rule, doc);
        };
    }

    private Declaration small(Flow.DeclarationContext rule, String doc) {
        return switch (rule.getChild(0)) {
            case Flow.InputContext c -> new Declaration.Input(ast.span(c), ast.expressions.check(c.check()));
            case Flow.RingContext c -> new Declaration.Ring(ast.span(c), ast.expressions.expression(c.expression()));
            case Flow.LookupContext c -> new Declaration.Lookup(ast.span(c), doc, ast.text(c.name(0)), ast.span(c.name(0)), ast.text(c.name(1)),
                    ast.types.type(c.type(0)), ast.types.type(c.type(1)), ast.expressions.expression(c.expression()));
            case Flow.TestContext c -> new Declaration.Test(ast.span(c), ast.plainText(c.text()), ast.list(c.testRun(), this::testRun));
            default -> throw new CompilerBug("a declaration without a builder: " + rule.getText());
        };
    }

    private Declaration importing(Flow.ImportingContext rule) {
        return rule.text() != null
                ? new Declaration.Import(ast.span(rule), List.of(), ast.plainText(rule.text()))
                : new Declaration.Import(ast.span(rule), rule.name().stream().map(ast::text).toList(), null);
    }

    private Declaration enumeration(Flow.EnumerationContext rule, String doc) {
        return new Declaration.Enumeration(ast.span(rule), doc, ast.text(rule.name()), ast.span(rule.name()), ast.types.typeOrNull(rule.type()),
                ast.list(rule.member(), m -> new Declaration.Member(ast.span(m), ast.text(m.name()), ast.expressionOrNull(m.expression()))));
    }

    private Declaration function(Flow.FunctionContext rule, String doc) {
        final Statement.Block body;
        if (rule.block() == null) {
            final Expression result = ast.expressions.expression(rule.expression());
            body = new Statement.Block(result.span(), List.of(new Statement.Return(result.span(), result)));
        } else {
            body = ast.statements.block(rule.block());
        }
        return new Declaration.Function(ast.span(rule), doc, ast.text(rule.name()), ast.span(rule.name()), parameters(rule.parameters()),
                ast.types.typeOrNull(rule.type()), body);
    }

    private Declaration byteParser(Flow.ByteParserContext rule, String doc) {
        return new Declaration.Parser(ast.span(rule), doc, ast.text(rule.name()), ast.span(rule.name()), parameters(rule.parameters()),
                ast.types.type(rule.type()), ast.expressions.sum(rule.sum()), ast.statements.block(rule.block()));
    }

    private List<Parameter> parameters(Flow.ParametersContext rule) {
        return ast.list(rule.parameter(), p -> new Parameter(ast.span(p), ast.text(p.name()), ast.types.type(p.type())));
    }

    private Declaration.TestRun testRun(Flow.TestRunContext rule) {
        return new Declaration.TestRun(ast.text(rule.name()), ast.plainText(rule.text()),
                ast.list(rule.expression(), ast.expressions::expression));
    }

    /** Fields of structs and tables: one a name, with the type and default of its group. */
    List<Field> fields(List<Flow.FieldsContext> groups) {
        return ast.flat(groups, this::group);
    }

    private List<Field> group(Flow.FieldsContext rule) {
        final String doc = ast.doc(rule);
        final TypeName type = ast.types.type(rule.type());
        final Expression value = rule.by == null && rule.columns() == null ? defaultValue(rule) : aggregate(rule, type);
        return ast.list(rule.name(), name -> new Field(ast.span(name), doc, ast.text(name), type, value));
    }

    private Expression defaultValue(Flow.FieldsContext rule) {
        return rule.initialiser() == null ? null : ast.statements.initialiser(rule.initialiser());
    }

    /** {@code best: top(10) by bytes { … }}: the type says what it is, the value how it ranks and what it shows. */
    private Expression aggregate(Flow.FieldsContext rule, TypeName type) {
        final Span span = ast.span(rule.type()).to(ast.span(rule.columns() == null ? rule.by : rule.columns()));
        if (!(type instanceof TypeName.Applied applied)) {
            ast.reporter.error(SYNTAX, span, "only an aggregate has 'by' and columns").hint("for example 'top(10) by bytes { bytes: u64, key }'");
            return null;
        }
        return new Expression.Aggregate(span, applied.name(), applied.arguments(), rule.by == null ? null : ast.expressions.sum(rule.by),
                ast.statements.columns(rule.columns()));
    }
}
