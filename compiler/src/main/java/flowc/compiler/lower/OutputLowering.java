package flowc.compiler.lower;

import flowc.compiler.analysis.Binding;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.compiler.layout.FieldTypes;
import flowc.compiler.layout.KeyLayout;
import flowc.compiler.layout.TypeLayout;
import flowc.compiler.source.Code;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Statement;
import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import flowc.runtime.export.FieldType;
import flowc.runtime.export.FormatSpec;
import flowc.runtime.export.RecordLayout;
import flowc.runtime.export.RecordTemplate;
import flowc.runtime.memory.Memory;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lowers {@code emit} and {@code print} to raw records, {@code dump} to a count. */
final class OutputLowering {
    private static final String FORMATS = "'.2' sets decimals, '>8' aligns right, ',' groups thousands; types are d e f for numbers, x X b for whole ones, % percent, h human (1.2M), B bytes (1.2 MiB)";

    private final Lowering lowering;
    private final Map<TableSymbol, IrCallee> rowKeys = new HashMap<>();

    OutputLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    /** {@code rowKey$T(row, place)}: writes the key of a row, for records that are to be sorted. */
    private IrCallee rowKey(TableSymbol table) {
        final MethodBuilder method = lowering.program.method("rowKey$" + table.name());
        final Environment env = new Environment(lowering.program, method, lowering.program.analysis.typing());
        final IrExpression row = method.parameter("row", IrType.LONG);
        final IrExpression place = method.parameter("place", IrType.LONG);
        final Type.Key key = table.key().type();
        Storage.store(env, place, key, lowering.keys.ofRow(table, row, env), key);
        method.returns();
        return lowering.program.add(method, null);
    }

    /** Collects one record: its fields' places, and what goes there. */
    private final class Record {
        private final Environment env;
        private final List<FieldType.Field> fields = new ArrayList<>();
        private final List<Type> types = new ArrayList<>();
        private final List<Value> values = new ArrayList<>();
        private long bytes = RecordLayout.FIELDS_OFFSET;

        Record(Environment env) {
            this.env = env;
        }

        /** Computes the value now, so that no fault can leave a record half written. */
        int add(String name, Expression expression) {
            final Type type = env.typing.type(expression) instanceof Type.Top top ? top : Types.stored(lowering.expressions.valueType(expression, env));
            final boolean optional = !env.typing.guards(expression).isEmpty();
            final Type written = optional && !(type instanceof Type.Maybe) ? new Type.Maybe(type) : type;
            values.add(type instanceof Type.Top ? new Value.Nothing() : Storage.spill(env, name, Storage.convert(env, lowering.expressions.optional(expression, env),
                    lowering.expressions.valueType(expression, env), written)));
            types.add(type instanceof Type.Top ? type : written);
            final FieldType fieldType = FieldTypes.of(types.getLast());
            fields.add(new FieldType.Field(name, fieldType, (int) bytes));
            bytes += fieldType.bytes();
            tops.add(type instanceof Type.Top ? top(expression) : -1);
            return fields.size() - 1;
        }

        private final List<Integer> tops = new ArrayList<>();

        private int top(Expression expression) {
            final Expression name = expression instanceof Expression.Call call ? call.arguments().getFirst() : expression;
            return lowering.program.topIndexes.get(((Binding.Local) env.typing.binding(name)).symbol());
        }

        void write(RecordTemplate template) {
            final MethodBuilder method = env.method;
            final long fixed = Memory.align(bytes, Long.BYTES);
            IrExpression length = Ir.constant(fixed);
            for (int i = 0; i < tops.size(); i++) {
                if (tops.get(i) >= 0) {
                    length = Ir.add(length, Ir.multiply(rows(i), Ir.constant(rowBytes(i))));
                }
            }
            final IrExpression aligned = tops.stream().allMatch(t -> t < 0) ? length
                    : Ir.operate(flowc.compiler.ir.IrOperator.AND, Ir.add(length, Long.BYTES - 1), Ir.constant(-Long.BYTES));
            final IrExpression keyBytes = Ir.constant(env.row == null ? 0 : KeyLayout.of(env.table.key().type()).bytes());
            final IrExpression record = method.spill("record",
                    MethodBuilder.call(lowering.program.onSink(RuntimeCalls.SINK_BEGIN), Ir.constant(template.id()), aligned, env.now, keyBytes));
            method.when(Ir.notZero(record), () -> {
                fill(record, fixed);
                if (env.row != null) {
                    final IrExpression key = method.spill("key", Ir.load(MemoryAccess.I64, record, RecordLayout.KEY_OFFSET));
                    method.when(Ir.notZero(key), () -> method.invoke(rowKeys.computeIfAbsent(env.table, OutputLowering.this::rowKey), env.row, Ir.add(record, key)));
                }
                method.invoke(lowering.program.onSink(RuntimeCalls.SINK_COMMIT));
            });
        }

        private void fill(IrExpression record, long fixed) {
            IrExpression rowsAt = Ir.constant(fixed);
            for (int i = 0; i < fields.size(); i++) {
                final IrExpression place = Ir.add(record, fields.get(i).offset());
                if (tops.get(i) < 0) {
                    Storage.store(env, place, types.get(i), values.get(i), types.get(i));
                    continue;
                }
                final IrExpression count = env.method.spill("rows", rows(i));
                rowsAt = env.method.spill("rowsAt", rowsAt);
                env.method.store(MemoryAccess.U32, place, count);
                env.method.store(MemoryAccess.U32, Ir.add(place, Integer.BYTES), rowsAt);
                env.method.invoke(lowering.program.onTop(tops.get(i), RuntimeCalls.TOP_WRITE), Ir.add(record, rowsAt));
                rowsAt = Ir.add(rowsAt, Ir.multiply(count, Ir.constant(rowBytes(i))));
            }
        }

        private IrExpression rows(int field) {
            return MethodBuilder.call(lowering.program.onTop(tops.get(field), RuntimeCalls.TOP_SIZE));
        }

        private long rowBytes(int field) {
            return TypeLayout.bytes(((Type.Top) types.get(field)).row());
        }
    }

    void emit(Statement.Emit emit, Environment env) {
        final Record record = new Record(env);
        emit.fields().forEach(field -> record.add(field.name(), field.value()));
        record.write(template(RecordTemplate.Kind.EMIT, emit.record(), record, List.of(), env));
    }

    private RecordTemplate template(RecordTemplate.Kind kind, String name, Record record, List<RecordTemplate.PrintPart> parts, Environment env) {
        final List<RecordTemplate> all = lowering.program.templates;
        final RecordTemplate template = new RecordTemplate(all.size(), env.table.index(), env.row == null ? null : (FieldType.Key) FieldTypes.of(env.table.key().type()), kind, name, List.copyOf(record.fields), List.copyOf(parts));
        all.add(template);
        return template;
    }

    void print(Statement.Print print, Environment env) {
        final Record record = new Record(env);
        final List<RecordTemplate.PrintPart> parts = new ArrayList<>();
        for (Expression value : print.values()) {
            final boolean table = env.typing.type(value) instanceof Type.Top;
            if (!parts.isEmpty() && !table) {
                parts.add(new RecordTemplate.PrintPart.Text(" "));
            }
            switch (value) {
                case Expression.TextLiteral text -> parts.add(new RecordTemplate.PrintPart.Text(text.value()));
                case Expression.Template template -> template(template, record, parts);
                default -> parts.add(new RecordTemplate.PrintPart.Hole(record.add("value" + parts.size(), value), ""));
            }
        }
        record.write(template(RecordTemplate.Kind.PRINT, "print", record, parts, env));
    }

    private void template(Expression.Template template, Record record, List<RecordTemplate.PrintPart> parts) {
        for (Expression.TemplatePart part : template.parts()) {
            switch (part) {
                case Expression.TemplatePart.Text text -> parts.add(new RecordTemplate.PrintPart.Text(text.text()));
                case Expression.TemplatePart.Hole hole -> {
                    final int field = record.add("value" + parts.size(), hole.value());
                    checkFormat(hole.span(), hole.format(), record.fields.get(field).type());
                    parts.add(new RecordTemplate.PrintPart.Hole(field, hole.format()));
                }
            }
        }
    }

    private void checkFormat(Span span, String format, FieldType type) {
        if (format.isEmpty()) {
            return;
        }
        try {
            if (!FormatSpec.parse(format).fits(type)) {
                lowering.program.diagnostics.error(Code.BAD_FORMAT, span, "the format '%s' does not fit this value", format)
                        .hint(FORMATS);
            }
        } catch (IllegalArgumentException e) {
            lowering.program.diagnostics.error(Code.BAD_FORMAT, span, "%s", e.getMessage()).hint(FORMATS);
        }
    }

    void dump(Statement.Dump dump, Environment env) {
        env.method.count(lowering.program.counter(CounterKind.DUMP, "dump", dump.span().line()));
    }
}
