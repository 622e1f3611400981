package flowc.compiler.lower;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.TypeLayout;
import flowc.compiler.lower.StateLowering.RowField;
import flowc.compiler.source.CompilerBug;
import flowc.compiler.syntax.ast.Declaration.Event;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import java.util.List;
import java.util.stream.Collectors;

/** Lowers {@code =} and {@code op=}, and the making of rows. */
final class AssignmentLowering {
    private final Lowering lowering;

    AssignmentLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    void lower(Statement.Assign assign, Environment env) {
        if (env.typing.binding(assign.target()) instanceof Binding.Lookup lookup) {
            row(lookup.table(), (Expression.Index) assign.target(), (Expression.RecordLiteral) assign.value(), env);
            return;
        }
        final Type type = env.typing.type(assign.target());
        if (type == Type.Simple.COUNTER) {
            final IrExpression place = place(assign.target(), env);
            final IrExpression more = lowering.expressions.lower(assign.value(), env).scalar();
            env.method.store(MemoryAccess.I64, place, Ir.add(Ir.load(MemoryAccess.I64, place), more));
            return;
        }
        final Value variable = register(assign.target(), env);
        if (variable != null) {
            final Value value = assign.operator() == null ? lowering.expressions.lowerAs(assign.value(), type, env) : operate(assign, variable, type, env);
            Storage.assign(env, variable, value);
            return;
        }
        final IrExpression place = place(assign.target(), env);
        if (assign.operator() == null) {
            Storage.store(env, place, type, whole(lowering.expressions.lowerAs(assign.value(), type, env), env), type);
        } else {
            Storage.store(env, place, type, operate(assign, Storage.load(type, place), type, env), type);
        }
    }

    /** Both ends of a range are read before the first is written, because they may lie in the place. */
    private static Value whole(Value value, Environment env) {
        return value instanceof Value.Pair ? Storage.spill(env, "value", value) : value;
    }

    private Value operate(Statement.Assign assign, Value before, Type type, Environment env) {
        final IrExpression right = lowering.expressions.lower(assign.value(), env).scalar();
        final IrExpression result = lowering.operators.arithmetic(assign.operator(), new OperatorLowering.Operand(before.scalar(), type),
                new OperatorLowering.Operand(right, lowering.expressions.valueType(assign.value(), env)), env);
        return new Value.Scalar(type instanceof Type.Integer range ? OperatorLowering.wrap(result, range) : result);
    }

    /** A variable that lives in registers; null for one in memory. */
    private Value register(Expression target, Environment env) {
        if (env.typing.binding(target) instanceof Binding.Local local && !lowering.program.intervalPlaces.containsKey(local.symbol())) {
            final Value value = env.locals.get(local.symbol());
            return value instanceof Value.Reference || Types.isMaybeComposite(local.symbol().type()) ? null : value;
        }
        return null;
    }

    /** Address of a place in memory. */
    IrExpression place(Expression target, Environment env) {
        return switch (env.typing.binding(target)) {
            case Binding.State state -> lowering.state.place(new RowField(state.table(), state.field(), env.row));
            case Binding.RowState state -> {
                final IrExpression row = lowering.expressions.lower(((Expression.Member) target).target(), env).scalar();
                yield lowering.state.place(new RowField(state.table(), state.field(), row));
            }
            case Binding.StructField field -> Ir.add(place(((Expression.Member) target).target(), env), TypeLayout.fieldOffset(field.struct(), field.field()));
            case Binding.Local local -> {
                final IrExpression interval = lowering.program.intervalPlaces.get(local.symbol());
                yield interval != null ? interval : Storage.place(env.locals.get(local.symbol()));
            }
            case null, default -> throw new CompilerBug("no place: " + target.span().text());
        };
    }

    /** {@code t[k] = { … }}: finds or makes the row, gives a new one its defaults, sets the fields. */
    private void row(TableSymbol table, Expression.Index target, Expression.RecordLiteral literal, Environment env) {
        final KeyLowering.Sought key = lowering.keys.fromArguments(table, target.arguments(), env);
        final List<Value> values = literal.fields().stream().map(f -> {
            final Type type = fieldType(table, f.name());
            return detached(table, type, Storage.spill(env, f.name(), lowering.expressions.lowerAs(f.value(), type, env)), env);
        }).collect(Collectors.toList());
        final IrExpression touched = env.method.spill("touched", MethodBuilder.call(lowering.program.onTable(table, RuntimeCalls.TABLE_TOUCH), key.place(),
                key.hash(), key.orientation(), CallLowering.time(env)));
        env.method.when(Ir.notZero(touched), () -> {
            final IrExpression row = env.method.spill("row", Ir.operate(IrOperator.AND, touched, Ir.constant(-2)));
            env.method.when(Ir.toBool(Ir.operate(IrOperator.AND, touched, Ir.ONE)), () -> defaults(table, row, env));
            for (int i = 0; i < values.size(); i++) {
                final TableSymbol.StateField field = table.stateField(literal.fields().get(i).name());
                lowering.state.store(new RowField(table, field, row), values.get(i), fieldType(table, field.name()), env);
            }
        });
    }

    /** A row that has to make way runs handlers, which may end the row that a value lies in. */
    private static Value detached(TableSymbol table, Type type, Value value, Environment env) {
        final boolean quiet = table.everies().isEmpty() && table.handlers().stream().noneMatch(handler -> handler.declaration().event() == Event.EXPIRE);
        if (quiet || !Types.isComposite(type) && !Types.isMaybeComposite(type)) {
            return value;
        }
        final IrExpression place = env.method.scratch(TypeLayout.bytes(type));
        Storage.store(env, place, type, value, type);
        return Storage.load(type, place);
    }

    private static Type fieldType(TableSymbol table, String name) {
        final Type type = table.stateField(name).type();
        return type == Type.Simple.COUNTER ? flowc.compiler.types.Integers.U64 : type;
    }

    /** Writes the defaults that are not zero. */
    void defaults(TableSymbol table, IrExpression row, Environment env) {
        for (TableSymbol.StateField field : table.state()) {
            if (field.initial() != null) {
                final Environment setting = env.with(field.initial().typing());
                final Value value = lowering.expressions.lowerAs(field.initial().expression(), field.type(), setting);
                lowering.state.store(new RowField(table, field, row), value, field.type(), env);
            }
        }
    }
}
