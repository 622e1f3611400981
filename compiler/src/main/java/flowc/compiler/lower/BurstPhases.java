package flowc.compiler.lower;

import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Consumer;

/** The phases of a burst, each over all its packets: what depends on them only, the hashes, and then what the tables make of it. */
final class BurstPhases {
    /** So many packets are prepared while memory brings what the same number before them will need. */
    private static final long PIECE_PACKETS = PacketBurst.CAPACITY / 4;

    private final ProgramBuilder program;
    private final List<TableLowering> touched;
    private final long slotBytes;

    BurstPhases(ProgramBuilder program, List<TableLowering> touched, long slotBytes) {
        this.program = program;
        this.touched = touched;
        this.slotBytes = slotBytes;
    }

    /** {@code prepare} and {@code handle}: a packet's methods. */
    void build(IrCallee prepare, IrCallee handle) {
        // Apart from making keys, so that no word is read while its bytes are written.
        final IrCallee prepareBurst = phase("prepareBurst", packets -> {
            each(packets, prepare);
            tables(RuntimeCalls.TABLE_PREPARE, packets.method, packets.slots, packets.count);
        });
        final IrCallee begin = begin();
        final IrCallee bringIndex = bring("bringIndex", RuntimeCalls.TABLE_BRING_INDEX);
        final IrCallee bringRows = bring("bringRows", RuntimeCalls.TABLE_BRING_ROWS);
        final IrCallee handleBurst = phase("handleBurst", packets -> {
            tables(RuntimeCalls.TABLE_APPROACH, packets.method, packets.slots, packets.count);
            each(packets, handle);
        });
        final MethodBuilder method = program.override("onBurst");
        final Packets burst = new Packets(method, method.parameter("packets", IrType.LONG), method.parameter("count", IrType.LONG),
                new IrExpression.FrameAddress(program.frame.allocate(PacketBurst.CAPACITY * slotBytes + program.slots.scratchBytes(slotBytes))));
        method.when(MethodBuilder.call(begin), () -> inPieces(burst, prepareBurst, bringIndex, bringRows),
                () -> method.invoke(prepareBurst, burst.packets, burst.count, burst.slots));
        method.invoke(handleBurst, burst.packets, burst.count, burst.slots);
        method.returns();
        program.add(method, null);
    }

    /** All tables choose. */
    private IrCallee begin() {
        final MethodBuilder method = program.override("beginBursts");
        final IrExpression any = touched.stream().map(TableLowering::begin).map(Ir::toLong).reduce(Ir.ZERO, (left, right) -> Ir.operate(IrOperator.OR, left, right));
        method.returns(Ir.toBool(any));
        return program.add(method, IrType.BOOL);
    }

    private IrCallee bring(String name, Method phase) {
        final MethodBuilder method = program.override(name);
        final IrExpression count = method.parameter("count", IrType.LONG);
        tables(phase, method, method.parameter("slots", IrType.LONG), count);
        method.returns();
        return program.add(method, null);
    }

    private void tables(Method phase, MethodBuilder method, IrExpression slots, IrExpression count) {
        touched.forEach(table -> table.phase(phase, method, slots, Ir.constant(slotBytes), count));
    }

    /** A burst in a method that works through it. */
    private record Packets(MethodBuilder method, IrExpression packets, IrExpression count, IrExpression slots) {}

    private IrCallee phase(String name, Consumer<Packets> body) {
        final MethodBuilder method = program.override(name);
        body.accept(new Packets(method, method.parameter("packets", IrType.LONG), method.parameter("count", IrType.LONG), method.parameter("slots", IrType.LONG)));
        method.returns();
        return program.add(method, null);
    }

    private void each(Packets burst, IrCallee phase) {
        final MethodBuilder method = burst.method;
        final IrLocal packet = method.assign("packet", burst.packets);
        final IrLocal slot = method.assign("slot", burst.slots);
        final IrExpression end = method.spill("end", Ir.add(burst.packets, packetBytes(burst.count)));
        final IrLabel loop = method.label(phase.name());
        method.add(new IrStatement.Loop(loop, method.nested(() -> {
            method.when(Ir.compare(IrComparison.GREATER_EQUAL, Ir.read(packet), end), () -> method.leave(loop));
            method.invoke(phase, Ir.read(packet), Ir.read(slot));
            method.assign(packet, Ir.add(Ir.read(packet), PacketLayout.BYTES));
            method.assign(slot, Ir.add(Ir.read(slot), slotBytes));
        })));
    }

    /** While a piece is prepared the next one's packets come into the caches, and what the tables have for the pieces before. */
    private void inPieces(Packets burst, IrCallee prepareBurst, IrCallee bringIndex, IrCallee bringRows) {
        final MethodBuilder method = burst.method;
        final IrExpression slots = method.spill("slots", burst.slots);
        final IrLocal done = method.assign("done", Ir.ZERO);
        final IrLocal before = method.assign("before", Ir.ZERO);
        final IrLocal slot = method.assign("slot", slots);
        final IrLabel loop = method.label("pieces");
        method.add(new IrStatement.Loop(loop, method.nested(() -> {
            final IrExpression left = method.spill("left", Ir.subtract(burst.count, Ir.read(done)));
            method.when(Ir.isZero(left), () -> method.leave(loop));
            final IrExpression piece = method.spill("piece", MethodBuilder.call(RuntimeCalls.MIN_LONG, Ir.constant(PIECE_PACKETS), left));
            final IrExpression packets = method.spill("packets", Ir.add(burst.packets, packetBytes(Ir.read(done))));
            final IrExpression places = method.spill("places", Ir.add(slots, Ir.multiply(Ir.read(done), Ir.constant(slotBytes))));
            method.invoke(new IrCallee.Static(RuntimeCalls.PACKETS_PREFETCH), Ir.add(packets, packetBytes(piece)), MethodBuilder.call(RuntimeCalls.MIN_LONG, piece, Ir.subtract(left, piece)));
            method.invoke(prepareBurst, packets, piece, places);
            method.invoke(bringIndex, piece, places);
            method.invoke(bringRows, Ir.read(before), Ir.read(slot));
            method.assign(before, piece);
            method.assign(slot, places);
            method.assign(done, Ir.add(Ir.read(done), piece));
        })));
        method.invoke(bringRows, Ir.read(before), Ir.read(slot));
    }

    private static IrExpression packetBytes(IrExpression count) {
        return Ir.multiply(count, Ir.constant(PacketLayout.BYTES));
    }
}
