package flowc.compiler.syntax;

import static flowc.compiler.source.Code.SYNTAX;

import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Declaration.Event;
import flowc.compiler.syntax.ast.Declaration.Eviction;
import flowc.compiler.syntax.ast.Declaration.Field;
import flowc.compiler.syntax.ast.Declaration.Handler;
import flowc.compiler.syntax.ast.Declaration.KeySpec;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.grammar.Flow;
import flowc.grammar.FlowLexer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Builds tables: options in any order, fields and handlers in any order. */
final class TableBuilder {
    private final AstBuilder ast;
    private final DeclarationBuilder declarations;

    TableBuilder(AstBuilder ast, DeclarationBuilder declarations) {
        this.ast = ast;
        this.declarations = declarations;
    }

    Declaration table(Flow.TableContext rule, String doc) {
        final Map<String, Flow.TableOptionContext> options = options(rule);
        final KeySpec key = options.get("key") instanceof Flow.TableKeyContext c ? ast.keys.key(c.key()) : missingKey(rule);
        final Expression where = options.get("where") instanceof Flow.TableWhereContext c ? ast.expressions.guard(c.guard()) : null;
        final String close = options.get("close") instanceof Flow.TableCloseContext c ? ast.text(c.name()) : null;
        final Eviction evict = options.get("evict") instanceof Flow.TableEvictContext c ? eviction(c) : null;
        return new Declaration.Table(ast.span(rule), doc, ast.text(rule.name()), ast.span(rule.name()), key, where, setting(options, "idle"),
                setting(options, "active"), close, setting(options, "limit"), evict, setting(options, "window"), setting(options, "step"),
                setting(options, "persist"), fields(rule.tableBody()), handlers(rule.tableBody()));
    }

    private Map<String, Flow.TableOptionContext> options(Flow.TableContext rule) {
        final Map<String, Flow.TableOptionContext> options = new LinkedHashMap<>();
        for (final Flow.TableOptionContext option : rule.tableOption()) {
            final String word = ast.positions.text(option.getStart());
            final Flow.TableOptionContext before = AstBuilder.isWhole(option) ? options.putIfAbsent(word, option) : null;
            if (before != null) {
                ast.reporter.error(SYNTAX, ast.span(option), "'%s' is given twice", word).note(ast.span(before), "it is given here first");
            }
        }
        return options;
    }

    private KeySpec missingKey(Flow.TableContext rule) {
        final boolean given = rule.tableOption().stream().anyMatch(option -> ast.positions.text(option.getStart()).equals("key"));
        if (!given) {
            ast.reporter.error(SYNTAX, ast.span(rule.name()), "table '%s' has no key", ast.text(rule.name())).hint("add 'key flow5', for example");
        }
        return new KeySpec(ast.span(rule.name()), List.of());
    }

    private Expression setting(Map<String, Flow.TableOptionContext> options, String word) {
        return options.get(word) instanceof Flow.TableSettingContext c ? ast.expressions.sum(c.sum()) : null;
    }

    private Eviction eviction(Flow.TableEvictContext rule) {
        final String policy = ast.positions.text(rule.policy);
        return new Eviction(policy, rule.sum() == null ? null : ast.expressions.sum(rule.sum()));
    }

    private List<Field> fields(Flow.TableBodyContext rule) {
        final List<Flow.FieldsContext> groups = rule.tableItem().stream().filter(AstBuilder::isWhole).map(Flow.TableItemContext::fields)
                .filter(Objects::nonNull).toList();
        return declarations.fields(groups);
    }

    private List<Handler> handlers(Flow.TableBodyContext rule) {
        final List<Flow.HandlerContext> handlers = rule.tableItem().stream().filter(AstBuilder::isWhole).map(Flow.TableItemContext::handler)
                .filter(Objects::nonNull).toList();
        return ast.list(handlers, this::handler);
    }

    private Handler handler(Flow.HandlerContext rule) {
        return switch (rule) {
            case Flow.OnHandlerContext c -> new Handler.On(ast.span(c), event(c), c.name() == null ? null : ast.text(c.name()),
                    c.name() == null ? null : ast.span(c.name()), c.guard() == null ? null : ast.expressions.guard(c.guard()),
                    ast.statements.block(c.block()));
            case Flow.EveryHandlerContext c -> every(c);
            default -> null;
        };
    }

    private static Event event(Flow.OnHandlerContext rule) {
        return switch (rule.event.getType()) {
            case FlowLexer.NEW -> Event.NEW;
            case FlowLexer.PACKET -> Event.PACKET;
            default -> Event.EXPIRE;
        };
    }

    private Handler every(Flow.EveryHandlerContext rule) {
        final Map<String, Statement.Block> parts = new HashMap<>();
        for (final Flow.EveryPartContext part : rule.everyPart()) {
            final String word = ast.positions.text(part.word);
            if (parts.putIfAbsent(word, ast.statements.block(part.block())) != null) {
                ast.reporter.error(SYNTAX, ast.span(part.word), "this 'every' has two '%s' blocks", word);
            }
        }
        return new Handler.Every(ast.span(rule), ast.expressions.sum(rule.sum()), rule.CLOCK() != null, parts.get("init"), parts.get("each"),
                parts.get("finish"));
    }
}
