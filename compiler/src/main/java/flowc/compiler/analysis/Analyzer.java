package flowc.compiler.analysis;

import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostics;
import flowc.compiler.source.Source;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Module;
import flowc.compiler.types.Type;
import java.util.List;
import java.util.Set;

/** From a parsed tracker to a checked one: imports, names, headers, definitions, tables, in this order. */
public final class Analyzer {
    /** Tables that one tracker may have. */
    private static final int MAX_TABLES = 64;

    /** More than machines have memory; a size beyond is a slip. */
    private static final long MOST_RING_BYTES = 1L << 40;

    private final Session session;

    private Analyzer(Diagnostics diagnostics, Source main) {
        this.session = new Session(diagnostics, main);
    }

    /** Reports what is wrong; the result is only to be used when nothing was. {@code options} are names that params must not have. */
    public static Analysis analyze(Module tracker, ModuleLoader loader, Set<String> options, Diagnostics diagnostics) {
        return new Analyzer(diagnostics, tracker.source()).run(tracker, loader, options);
    }

    private Analysis run(Module main, ModuleLoader loader, Set<String> options) {
        final List<ModuleScope> modules = ModuleGraph.load(main, loader, session.diagnostics);
        new Declarations(session).declare(modules);
        headers();
        session.types.checkAll(modules);
        session.definitions.checkAll(modules);
        final ModuleScope own = modules.getLast();
        final Declaration.Tracker tracker = topLevel(main, own);
        session.params.values().forEach(param -> param(param, options, own));
        final TypedExpression input = input(own);
        tables(own, input);
        // What is wrong may be what would have used it.
        if (!session.diagnostics.hasErrors()) {
            UnusedNames.warn(session, main.source());
            if (session.tables.isEmpty()) {
                session.diagnostics.warning(Code.NO_EFFECT, tracker.nameSpan(), "a tracker without a table reads packets and does nothing").hint("add one: 'table flow key flow5 { … }'");
            }
        }
        return new Analysis(tracker, List.copyOf(session.params.values()), List.copyOf(session.tables.values()), List.copyOf(session.headers.values()),
                input, session.typing);
    }

    private void headers() {
        final HeaderChecker checker = new HeaderChecker(session);
        session.layers.values().forEach(session.layerFields::members);
        session.graph = new ParseGraph(session.headers.values(), session.layers.values());
        session.headers.values().forEach(header -> checker.place(header, session.graph));
        session.headers.values().forEach(checker::layOut);
        session.layers.values().forEach(session.layerFields::fields);
        session.headers.values().forEach(checker::conditions);
        for (HeaderSymbol header : session.graph.unreachable()) {
            session.diagnostics.warning(Code.NEVER_PRESENT, header.declaration().nameSpan(), "no packet can have '%s': nothing leads to it from a link type", header.name());
        }
    }

    private Declaration.Tracker topLevel(Module main, ModuleScope own) {
        Declaration.Tracker tracker = null;
        for (Declaration declaration : main.declarations()) {
            switch (declaration) {
                case Declaration.Tracker found -> {
                    if (tracker != null) {
                        session.error(Code.DUPLICATE_NAME, found.span(), "a file holds one tracker").note(tracker.span(), "the first");
                    }
                    tracker = found;
                }
                case Declaration.Ring ring -> ring(ring, own);
                default -> { }
            }
        }
        if (tracker == null && !session.diagnostics.hasErrors()) {
            final int start = main.declarations().isEmpty() ? 0 : main.declarations().getFirst().span().start();
            session.error(Code.SYNTAX, new Span(main.source(), start, Math.min(start + 1, main.source().text().length())), "a tracker begins with 'tracker NAME'")
                    .hint(isModule(main) ? "without it, this is a module: check a tracker that has 'import \"%s\"'" : "", main.source().fileName());
        }
        return tracker;
    }

    /** Whether a file without {@code tracker} declares nothing that only trackers have. */
    private static boolean isModule(Module main) {
        return !main.declarations().isEmpty() && main.declarations().stream().noneMatch(declaration -> declaration instanceof Declaration.Table || declaration instanceof Declaration.Param
                || declaration instanceof Declaration.Input || declaration instanceof Declaration.Ring);
    }

    private void ring(Declaration.Ring ring, ModuleScope own) {
        final Long size = session.expressions.constant(ring.size(), session.scope(own, Scope.Place.SETTING));
        if (size != null && size < 1) {
            session.error(Code.VALUE_OUT_OF_RANGE, ring.size().span(), "a ring keeps at least one byte");
        } else if (size != null && size > MOST_RING_BYTES) {
            session.error(Code.VALUE_OUT_OF_RANGE, ring.size().span(), "a ring keeps at most 1 TiB");
        }
    }

    private void param(Symbol.Param param, Set<String> options, ModuleScope own) {
        final Declaration.Param declared = param.declaration();
        if (options.contains(declared.name())) {
            session.error(Code.PARAM_CLASH, declared.nameSpan(), "'--%s' is an option of every tracker", declared.name()).hint("choose another name");
        }
        final boolean fits = switch (param.type()) {
            case Type.Integer _, Type.Enumeration _ -> true;
            case Type.Simple simple -> switch (simple) {
                case BOOL, FLOAT, DURATION, IP4, IP6, IP, MAC, ERROR -> true;
                default -> false;
            };
            default -> false;
        };
        if (!fits) {
            session.error(Code.TYPE_MISMATCH, declared.type().span(), "a param cannot be %s", param.type().text())
                    .hint("numbers, bool, duration, addresses and enums can be given on the command line");
        }
        if (declared.value() != null) {
            session.expressions.require(declared.value(), param.type(), session.scope(own, Scope.Place.SETTING));
            if (param.type() != Type.Simple.ERROR) {
                literal(declared.value());
            }
        }
    }

    /** Defaults are shown in the command line's help, where they must say what can be given instead. */
    private void literal(Expression value) {
        final boolean literal = switch (value) {
            case Expression.IntegerLiteral _, Expression.FloatLiteral _, Expression.DurationLiteral _, Expression.SizeLiteral _, Expression.BooleanLiteral _,
                    Expression.AddressLiteral _, Expression.TextLiteral _ -> true;
            case Expression.Unary unary -> unary.operator() == Expression.UnaryOperator.NEGATE && (unary.operand() instanceof Expression.IntegerLiteral || unary.operand() instanceof Expression.FloatLiteral
                    || unary.operand() instanceof Expression.DurationLiteral);
            case Expression.Name _ -> session.typing.binding(value) instanceof Binding.EnumMember;
            default -> false;
        };
        if (!literal && session.typing.type(value) != Type.Simple.ERROR) {
            session.error(Code.NOT_CONSTANT, value.span(), "a param's default is a plain value, as it would stand on the command line");
        }
    }

    private TypedExpression input(ModuleScope module) {
        TypedExpression input = null;
        Span first = null;
        for (Declaration declaration : module.module().declarations()) {
            if (declaration instanceof Declaration.Input found) {
                if (input != null) {
                    session.error(Code.DUPLICATE_NAME, found.span(), "there is one 'input where' already").note(first, "the first").hint("join them by 'and'");
                }
                first = found.span();
                input = session.expressions.typedCondition(found.condition(), session.scope(module, Scope.Place.MATCH));
            }
        }
        return input;
    }

    private void tables(ModuleScope module, TypedExpression input) {
        final Facts facts = input == null ? Facts.NONE : Facts.NONE.with(input.required(), session.graph);
        final TableChecker checker = new TableChecker(session, module, facts);
        if (session.tables.size() > MAX_TABLES) {
            session.error(Code.TOO_MANY_TABLES, session.tables.values().stream().skip(MAX_TABLES).findFirst().orElseThrow().declaration().nameSpan(),
                    "a tracker has at most %d tables, this one has %d", MAX_TABLES, session.tables.size());
        }
        session.tables.values().forEach(checker::state);
        session.tables.values().forEach(checker::settings);
        session.tables.values().forEach(checker::handlers);
        checker.endsDoNotCircle();
    }
}
