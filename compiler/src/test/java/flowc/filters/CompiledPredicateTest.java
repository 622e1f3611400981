package flowc.filters;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.bytecode.ClassEmitter;
import flowc.compiler.bytecode.CodeTooLargeException;
import flowc.compiler.bytecode.FilterLoader;
import flowc.compiler.filter.graph.FilterGraph;
import flowc.compiler.filter.lower.FilterLowering;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.ir.IrPrinter;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.passes.Passes;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.program.FilterProgram;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Generated code does what predicates say, on packets of all lengths; every access is checked against the packet's own bytes. */
final class CompiledPredicateTest {
    private static final int PREDICATES = 3_000;
    private static final int PACKETS = 40;
    private static final int LONGEST = 48;
    private static final PacketBurst BURST = new PacketBurst();

    @Test
    void acceptsWhatThePredicateAccepts() throws CodeTooLargeException {
        final long seed = Long.getLong("flowc.seed", 20261121);
        System.out.println("CompiledPredicateTest: -Dflowc.seed=" + seed);
        for (int i = 0; i < Integer.getInteger("flowc.predicates", PREDICATES); i++) {
            final Random random = new Random(seed + i);
            final RandomPredicates predicates = new RandomPredicates(random);
            check(predicates.predicate(1 + random.nextInt(6)), predicates, random, seed + i);
        }
    }

    private static void check(Predicate predicate, RandomPredicates predicates, Random random, long seed) throws CodeTooLargeException {
        final IrProgram program = Passes.run(FilterLowering.program(FilterLoader.PACKAGE + ".Filter", FilterGraph.of(predicate), random.nextInt(4) == 0 ? 1 + random.nextInt(8) : FilterLowering.MOST_NODES));
        final FilterProgram filter = FilterLoader.load(ClassEmitter.emit(program).bytes());
        BURST.clear();
        final Region[] regions = new Region[PACKETS];
        long expected = 0;
        for (int i = 0; i < PACKETS; i++) {
            final byte[] packet = predicates.packet(random.nextInt(LONGEST));
            final int wireLength = random.nextInt(4) == 0 ? random.nextInt() : packet.length;
            regions[i] = region(packet);
            final long address = regions[i].address() + regions[i].bytes() - packet.length;
            BURST.add(address, 0, packet.length, Integer.toUnsignedLong(wireLength));
            final boolean accepts = PredicateInterpreter.accepts(predicate, packet, wireLength);
            expected |= (accepts ? 1L : 0) << i;
            assertEquals(accepts, filter.test(address, packet.length, Integer.toUnsignedLong(wireLength)),
                () -> "seed=" + seed + " " + predicate + " length=" + packet.length + "\n" + IrPrinter.print(program));
        }
        assertEquals(expected, filter.select(BURST.address(), BURST.count()), () -> "seed=" + seed + " " + predicate + "\n" + IrPrinter.print(program));
        for (final Region region : regions) {
            region.close();
        }
    }

    /** Memory with the packet at its very end, so that no byte behind it can be read. */
    private static Region region(byte[] packet) {
        final Region region = Region.allocate(packet.length, "a packet");
        final long address = region.address() + region.bytes() - packet.length;
        MemorySegment.copy(MemorySegment.ofArray(packet), 0, Memory.segment(address, packet.length), 0, packet.length);
        return region;
    }
}
