package flowc.compiler.lower;

import flowc.compiler.analysis.Analysis;
import flowc.compiler.analysis.Constants;
import flowc.compiler.analysis.ParamDefault;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.TypedExpression;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.layout.FieldTypes;
import flowc.compiler.layout.CompactKey;
import flowc.compiler.layout.KeyLayout;
import flowc.compiler.layout.StateLayout;
import flowc.compiler.placement.Cause;
import flowc.compiler.placement.Placement;
import flowc.compiler.source.Code;
import flowc.compiler.source.Diagnostics;
import flowc.runtime.program.TrackerDescriptor;
import flowc.runtime.table.EvictionPolicy;
import flowc.runtime.table.TableSettings;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** From a checked tracker to its IR and its description. */
public final class TrackerLowering {
    /** Longest key, in bytes; the state may be as long as a page of a row's slab allows. */
    private static final int MAX_KEY_BYTES = 1024;
    private static final int MAX_STATE_BYTES = 65_536;

    private final Lowering lowering;
    private final Analysis analysis;
    private final Placement placement;
    private final Diagnostics diagnostics;

    private TrackerLowering(Analysis analysis, Placement placement, Diagnostics diagnostics, boolean apart) {
        this.analysis = analysis;
        this.placement = placement;
        this.diagnostics = diagnostics;
        this.lowering = new Lowering(new ProgramBuilder(analysis, diagnostics, apart));
    }

    /** A tracker's program and what the runtime must know beside it. */
    public record Lowered(IrProgram program, TrackerDescriptor descriptor) {}

    /** The analysis must be without errors; limits that only layout shows are reported here. */
    public static Lowered lower(Analysis analysis, Placement placement, Diagnostics diagnostics) {
        return new TrackerLowering(analysis, placement, diagnostics, false).lower();
    }

    /** The same in more and shorter methods, which costs calls: for a tracker whose methods are too long otherwise. */
    public static Lowered lowerApart(Analysis analysis, Placement placement, Diagnostics diagnostics) {
        return new TrackerLowering(analysis, placement, diagnostics, true).lower();
    }

    private Lowered lower() {
        analysis.tables().forEach(this::checkSizes);
        final Settings settings = new Settings(lowering);
        final List<TrackerDescriptor.Param> params = analysis.params().stream().map(this::param).toList();
        final List<TrackerDescriptor.Table> tables = analysis.tables().stream().map(table -> table(table, settings)).toList();
        final List<EveryLowering> everies = new ArrayList<>();
        placement.passes().forEach(pass -> everies.add(new EveryLowering(lowering, pass)));
        everies.forEach(every -> every.declare(settings));
        final List<TrackerDescriptor.Every> everyDescriptors = everies.stream().map(every -> every.descriptor(settings)).toList();
        final ProgramBuilder program = lowering.program;
        program.methods.add(settings.build());
        final long slotBytes = new Entries(lowering, everies, placement).build();
        final String className = "flowc.tracker." + analysis.tracker().name();
        final IrProgram ir = new IrProgram(className, program.source().fileName(), program.objects(), List.copyOf(program.methods));
        final List<Integer> links = analysis.headers().stream().flatMap(h -> h.links().stream()).distinct().sorted().toList();
        return new Lowered(ir, new TrackerDescriptor(analysis.tracker().name(), className, program.source().fileName(), analysis.tracker().doc(),
                (int) program.frame.bytes(), (int) slotBytes, (int) program.slots.scratchBytes(slotBytes), params, tables,
                placement.groups().stream().map(TrackerLowering::group).toList(), everyDescriptors, List.copyOf(program.tops), List.copyOf(program.templates), program.counters(), links));
    }

    private static TrackerDescriptor.Group group(Placement.Group group) {
        return new TrackerDescriptor.Group(group.tables().stream().map(TableSymbol::index).toList(), group.isSpread(), group.keepsConversations(),
                group.causes().stream().findFirst().map(Cause::located).orElse(""), group.relaxed().map(TrackerLowering::relaxed).orElse(null));
    }

    private static TrackerDescriptor.Relaxed relaxed(Placement.Relaxed relaxed) {
        return new TrackerDescriptor.Relaxed(relaxed.spread().stream().map(TrackerLowering::group).toList(), relaxed.shared().stream().map(TableSymbol::index).toList());
    }

    private void checkSizes(TableSymbol table) {
        final KeyLayout key = KeyLayout.of(table.key().type());
        if (key.bytes() > MAX_KEY_BYTES || key.orientationOffsets().size() > KeyLayout.MAX_ORIENTATIONS) {
            diagnostics.error(Code.KEY_TOO_LONG, table.declaration().key().span(), "the key of '%s' takes %d bytes, the limit is %d", table.name(), key.bytes(), MAX_KEY_BYTES);
        }
        final int state = lowering.program.state(table).stateBytes();
        if (state > MAX_STATE_BYTES) {
            diagnostics.error(Code.STATE_TOO_LONG, table.declaration().nameSpan(), "a row of '%s' keeps %d bytes, the limit is %d", table.name(), state, MAX_STATE_BYTES);
        }
        if (table.limit() != null) {
            Constants.evaluate(table.limit().expression(), table.limit().typing()).filter(limit -> limit.compareTo(BigInteger.valueOf(TableSettings.MAX_LIMIT)) > 0)
                    .ifPresent(limit -> diagnostics.error(Code.VALUE_OUT_OF_RANGE, table.limit().expression().span(), "a table has at most %d rows", TableSettings.MAX_LIMIT));
        }
    }

    private TrackerDescriptor.Param param(flowc.compiler.analysis.Symbol.Param param) {
        final var type = FieldTypes.of(param.type());
        final var value = param.declaration().value();
        return new TrackerDescriptor.Param(param.name(), param.declaration().doc(), type, (int) lowering.program.param(param.index(), type.bytes()),
                ParamDefault.text(param, analysis.typing()), value == null ? null : value.span().text());
    }

    private TrackerDescriptor.Table table(TableSymbol table, Settings settings) {
        final var evict = table.declaration().evict();
        final EvictionPolicy policy = evict == null ? EvictionPolicy.OLDEST : EvictionPolicy.valueOf(evict.policy().toUpperCase(java.util.Locale.ROOT));
        return new TrackerDescriptor.Table(table.name(), StateLayout.keyBytes(table), CompactKey.of(table).map(CompactKey::bytes).orElse(0),
                lowering.program.state(table).stateBytes(), lowering.program.state(table).coldBytes(), setting(table.idle(), settings).orElse(-1),
                setting(table.active(), settings).orElse(-1), setting(table.limit(), settings).orElse(-1), policy,
                table.key().isTyped() ? -1 : (int) lowering.program.slots.table(table));
    }

    private static OptionalInt setting(TypedExpression expression, Settings settings) {
        return expression == null ? OptionalInt.empty() : OptionalInt.of((int) settings.add(expression.expression(), expression.typing()));
    }
}
