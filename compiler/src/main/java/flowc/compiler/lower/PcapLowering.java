package flowc.compiler.lower;

import flowc.compiler.analysis.PcapFilter;
import flowc.compiler.filter.graph.FilterGraph;
import flowc.compiler.filter.lower.FilterLowering;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.ir.IrCallee;
import flowc.compiler.ir.IrComparison;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrMethod;
import flowc.compiler.ir.IrType;
import flowc.compiler.ir.MemoryAccess;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.program.TrackerDescriptor.CounterKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Lowers {@code pcap("…")}: a method {@code pcap$N(packet)} asks the method of the packet's link type. Packets of a link type on which the filter
 * means nothing do not match, and are counted. A filter that stands in a tracker twice is there once.
 */
final class PcapLowering {
    /**
     * A link header that begins with an address family in the byte order of who captured: read in network order, a family, which is small, is
     * below this when that order is the network's.
     */
    private static final long LEAST_SWAPPED_FAMILY = 0x10000;

    private static final long FAMILY_BYTES = 4;

    private final Lowering lowering;
    private final Map<PcapFilter, IrCallee> methods = new HashMap<>();

    PcapLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    Value lower(PcapFilter filter, Environment env) {
        IrCallee method = methods.get(filter);
        if (method == null) {
            method = method(filter, env.line);
            methods.put(filter, method);
        }
        return new Value.Scalar(MethodBuilder.call(method, env.packet));
    }

    private IrCallee method(PcapFilter filter, int line) {
        final String name = "pcap$" + methods.size();
        final MethodBuilder method = lowering.program.method(name);
        final IrExpression packet = method.parameter("packet", IrType.LONG);
        final IrExpression link = method.spill("link", Ir.load(MemoryAccess.U32, packet, PacketLayout.LINK_TYPE_OFFSET));
        final IrExpression address = method.spill("address", Ir.load(MemoryAccess.I64, packet, PacketLayout.ADDRESS_OFFSET));
        final IrExpression captured = method.spill("captureLength", Ir.load(MemoryAccess.U32, packet, PacketLayout.CAPTURE_LENGTH_OFFSET));
        final IrExpression wire = method.spill("wireLength", Ir.load(MemoryAccess.U32, packet, PacketLayout.WIRE_LENGTH_OFFSET));
        final Map<Predicate, IrCallee> tests = new HashMap<>();
        for (PcapFilter.Variant variant : filter.variants()) {
            method.when(Ir.equal(link, Ir.constant(variant.linkType())), () -> {
                final IrExpression plain = MethodBuilder.call(test(name, variant.predicate(), tests), address, captured, wire);
                if (variant.swapped() != null) {
                    final IrExpression swapped = MethodBuilder.call(test(name, variant.swapped(), tests), address, captured, wire);
                    method.when(isSwapped(address, captured), () -> method.returns(swapped));
                }
                method.returns(plain);
            });
        }
        method.count(lowering.program.counter(CounterKind.FAULT, "pcap(…) means nothing on the packet's link type", line));
        method.returns(Ir.FALSE);
        return lowering.program.add(method, IrType.BOOL);
    }

    // Packets of a tracker come from several files, so the packet itself has to say in which order its header is.
    private static IrExpression isSwapped(IrExpression address, IrExpression captured) {
        final boolean littleEndian = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN;
        final IrComparison comparison = littleEndian ? IrComparison.LESS : IrComparison.GREATER_EQUAL;
        return Ir.and(Ir.compare(IrComparison.GREATER_EQUAL, captured, Ir.constant(FAMILY_BYTES)),
                Ir.compare(comparison, Ir.load(MemoryAccess.U32_BE, address), Ir.constant(LEAST_SWAPPED_FAMILY)));
    }

    private IrCallee test(String name, Predicate predicate, Map<Predicate, IrCallee> tests) {
        return tests.computeIfAbsent(predicate, asked -> {
            final List<IrMethod> made = FilterLowering.methods(name + "$" + tests.size(), FilterGraph.of(asked), FilterLowering.SURELY_FEW_NODES);
            lowering.program.methods.addAll(made);
            return made.getFirst().callee();
        });
    }
}
