package flowc.compiler.lower;

import flowc.compiler.analysis.LocalSymbol;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.TableSymbol.CheckedEvery;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.layout.FieldTypes;
import flowc.compiler.layout.TypeLayout;
import flowc.compiler.lower.StateLowering.RowField;
import flowc.compiler.placement.Placement;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.types.Type;
import flowc.runtime.program.TrackerDescriptor;
import java.util.List;

/** Lowers one {@code every} block. Its variables live in the frame from {@code init} to {@code finish}. */
final class EveryLowering {
    private final Lowering lowering;
    private final TableSymbol table;
    private final CheckedEvery every;
    private final Placement.Pass pass;

    EveryLowering(Lowering lowering, Placement.Pass pass) {
        this.lowering = lowering;
        this.table = pass.table();
        this.every = pass.every();
        this.pass = pass;
    }

    int index() {
        return every.index();
    }

    /** Gives the variables their places; settings of tops are stored by {@code configure}. */
    void declare(Settings settings) {
        for (TableSymbol.IntervalVariable variable : every.variables()) {
            final LocalSymbol symbol = variable.symbol();
            if (symbol.type() instanceof Type.Top top) {
                final TrackerDescriptor.OrderKind order = order(top.row().fields().get(top.order()).type());
                final long capacity = settings.add(aggregate(symbol).arguments().getFirst(), lowering.program.analysis.typing());
                lowering.program.topIndexes.put(symbol, lowering.program.tops.size());
                lowering.program.tops.add(new TrackerDescriptor.Top(FieldTypes.struct(top.row()), (int) capacity, TypeLayout.fieldOffset(top.row(), top.order()), order));
            } else {
                lowering.program.intervalPlaces.put(symbol, new IrExpression.FrameAddress(lowering.program.frame.allocate(TypeLayout.bytes(symbol.type()))));
            }
        }
    }

    private Expression.Aggregate aggregate(LocalSymbol symbol) {
        return every.declaration().init().statements().stream().map(Statement.Var.class::cast).filter(v -> v.name().equals(symbol.name()))
                .map(v -> (Expression.Aggregate) v.value()).findFirst().orElseThrow();
    }

    private static TrackerDescriptor.OrderKind order(Type type) {
        return switch (type) {
            case Type.Integer range when range.needsUnsigned() || !range.mayBeNegative() -> TrackerDescriptor.OrderKind.UNSIGNED;
            case Type.Simple simple when simple == Type.Simple.FLOAT -> TrackerDescriptor.OrderKind.FLOAT;
            default -> TrackerDescriptor.OrderKind.SIGNED;
        };
    }

    private Environment environment(MethodBuilder method) {
        final Environment env = new Environment(lowering.program, method, lowering.program.analysis.typing());
        env.table = table;
        return env;
    }

    private String name(String part) {
        return table.name() + "$" + part + every.index();
    }


    List<IrStatement> init(IrExpression time) {
        if (every.declaration().init() == null) {
            return List.of();
        }
        final MethodBuilder method = lowering.program.method(name("init"));
        final Environment env = environment(method);
        env.now = method.parameter("time", IrType.LONG);
        env.onFault = method::returns;
        for (Statement statement : every.declaration().init().statements()) {
            env.atLine(statement.span());
            initialise((Statement.Var) statement, env);
        }
        method.returns();
        return List.of(new IrStatement.Invoke(lowering.program.add(method, null), List.of(time)));
    }

    private void initialise(Statement.Var variable, Environment env) {
        final LocalSymbol symbol = env.typing.local(variable);
        if (symbol.type() instanceof Type.Top) {
            env.method.invoke(lowering.program.onTop(lowering.program.topIndexes.get(symbol), RuntimeCalls.TOP_CLEAR));
            return;
        }
        final IrExpression place = lowering.program.intervalPlaces.get(symbol);
        if (variable.value() == null) {
            env.method.zero(place, TypeLayout.bytes(symbol.type()));
        } else {
            Storage.store(env, place, symbol.type(), lowering.expressions.lowerAs(variable.value(), symbol.type(), env), symbol.type());
        }
    }

    /** {@code each}, then the counters whose delta it takes begin anew. */
    List<IrStatement> each(IrExpression row, IrExpression time, IrExpression elapsed) {
        if (every.declaration().each() == null) {
            return List.of();
        }
        final MethodBuilder method = lowering.program.method(name("each"));
        final Environment env = environment(method);
        env.row = method.parameter("row", IrType.LONG);
        body(every.declaration().each(), method, env);
        method.returns(Ir.TRUE);
        final IrExpression lives = MethodBuilder.call(lowering.program.add(method, IrType.BOOL), row, time, elapsed);
        final List<IrStatement> rebase = every.deltas().stream().sorted().map(counter -> lowering.state.rebase(new RowField(table, table.stateField(counter), row))).toList();
        return List.of(new IrStatement.If(lives, rebase, List.of()));
    }

    private void body(Statement.Block block, MethodBuilder method, Environment env) {
        env.now = method.parameter("time", IrType.LONG);
        env.elapsed = method.parameter("elapsed", IrType.LONG);
        env.leavesHandler();
        lowering.statements.block(block, env);
    }

    List<IrStatement> finish(IrExpression time, IrExpression elapsed) {
        if (every.declaration().finish() == null) {
            return List.of();
        }
        final MethodBuilder method = lowering.program.method(name("finish"));
        body(every.declaration().finish(), method, environment(method));
        method.returns(Ir.TRUE);
        return List.of(new IrStatement.Invoke(lowering.program.add(method, IrType.BOOL), List.of(time, elapsed)));
    }

    TrackerDescriptor.Every descriptor(Settings settings) {
        final long period = settings.add(every.period().expression(), every.period().typing());
        final boolean merges = pass.isInAnyOrder();
        return new TrackerDescriptor.Every(table.index(), (int) period, every.declaration().each() != null, merges,
                merges ? pass.variables().stream().map(this::variable).toList() : List.of(), merges ? pass.tops().stream().map(lowering.program.topIndexes::get).toList() : List.of(),
                pass.endsRows());
    }

    private TrackerDescriptor.Variable variable(Placement.Variable variable) {
        final LocalSymbol symbol = variable.symbol();
        final IrExpression.FrameAddress place = (IrExpression.FrameAddress) lowering.program.intervalPlaces.get(symbol);
        return new TrackerDescriptor.Variable(symbol.name(), (int) place.offset(), TypeLayout.bytes(symbol.type()), variable.merge());
    }
}
