package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.FilterGraph;
import flowc.compiler.filter.graph.Node.Outcome;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrConversion;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrLabel;
import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrOperator;
import flowc.compiler.ir.IrStatement;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.runtime.packet.PacketLayout;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The method {@code select} of a FilterProgram: the tests inside of a loop over descriptors, so that a packet costs no call. */
final class SelectLowering {
    private SelectLowering() {}

    /** {@code graph} is null where it is too large, and {@code test} is called for every packet instead. */
    static IrMethod method(FilterGraph graph, IrCallee.Generated test, boolean swaps) {
        final Names names = new Names();
        final IrLocal packets = names.local("packets", IrType.LONG);
        final IrLocal count = names.local("count", IrType.LONG);
        final IrLocal index = names.local("index", IrType.LONG);
        final IrLocal selected = names.local("selected", IrType.LONG);
        final IrLabel loop = names.label("packets");
        final List<IrStatement> body = List.of(
            assign(index, constant(0)),
            assign(selected, constant(0)),
            new IrStatement.Loop(loop, List.of(
                new IrStatement.If(new IrExpression.Compare(IrComparison.GREATER_EQUAL, read(index), read(count)),
                    List.of(new IrStatement.Break(loop)), List.of()),
                one(names, plus(read(packets), times(read(index), PacketLayout.BYTES)),
                    bit -> assign(selected, new IrExpression.Arithmetic(IrOperator.OR, read(selected),
                        new IrExpression.Arithmetic(IrOperator.SHIFT_LEFT, bit, read(index)))),
                    (packet, exits) -> graph == null ? call(test, packet, exits) : FilterLowering.tests(graph, packet, names, exits, swaps)),
                assign(index, plus(read(index), constant(1))))),
            new IrStatement.Return(Optional.of(read(selected))));
        return new IrMethod("select", true, List.of(packets, count), Optional.of(IrType.LONG), body);
    }

    private interface Tests {
        List<IrStatement> of(Packet packet, GraphLowering.Exits exits);
    }

    private static List<IrStatement> call(IrCallee.Generated test, Packet packet, GraphLowering.Exits exits) {
        final List<IrExpression> arguments = packet.locals().stream().map(SelectLowering::read).toList();
        return List.of(
            assign(exits.decided().result(), new IrExpression.Convert(IrConversion.BOOL_TO_LONG, new IrExpression.Call(test, arguments))),
            new IrStatement.Break(exits.decided().label()));
    }

    /** Does with 1 what {@code whenAccepted} says where the packet at {@code descriptor} is accepted; with 0 it may or may not, where it is not. */
    private static IrStatement one(Names names, IrExpression descriptor, Function<IrExpression, IrStatement> whenAccepted, Tests tests) {
        final Packet packet = Packet.of(names);
        final IrLocal at = names.local("descriptor", IrType.LONG);
        final IrLabel accept = names.label("accept");
        final IrLabel reject = names.label("reject");
        final GraphLowering.Decision decided = new GraphLowering.Decision(names.local("accepted", IrType.LONG), names.label("decided"));
        final var exits = new GraphLowering.Exits(Map.of(Outcome.ACCEPT, accept, Outcome.REJECT, reject), decided);
        return new IrStatement.Block(reject, List.of(
            assign(at, descriptor),
            assign(packet.address(), load(MemoryAccess.I64, at, PacketLayout.ADDRESS_OFFSET)),
            assign(packet.captureLength(), load(MemoryAccess.U32, at, PacketLayout.CAPTURE_LENGTH_OFFSET)),
            assign(packet.wireLength(), load(MemoryAccess.U32, at, PacketLayout.WIRE_LENGTH_OFFSET)),
            new IrStatement.Block(accept, List.of(
                new IrStatement.Block(decided.label(), tests.of(packet, exits)),
                whenAccepted.apply(read(decided.result())),
                new IrStatement.Break(reject))),
            whenAccepted.apply(constant(1))));
    }

    private static IrStatement assign(IrLocal local, IrExpression value) {
        return new IrStatement.Assign(local, value);
    }

    static IrExpression read(IrLocal local) {
        return new IrExpression.Read(local);
    }

    private static IrExpression constant(long value) {
        return new IrExpression.LongConstant(value);
    }

    private static IrExpression plus(IrExpression left, IrExpression right) {
        return new IrExpression.Arithmetic(IrOperator.ADD, left, right);
    }

    private static IrExpression times(IrExpression value, long factor) {
        return new IrExpression.Arithmetic(IrOperator.MULTIPLY, value, constant(factor));
    }

    private static IrExpression load(MemoryAccess access, IrLocal base, long offset) {
        return new IrExpression.Load(access, plus(read(base), constant(offset)));
    }
}
