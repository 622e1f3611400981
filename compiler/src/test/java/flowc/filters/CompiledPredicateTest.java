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
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.program.FilterProgram;
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
        final PlacedPacket[] placed = new PlacedPacket[PACKETS];
        long expected = 0;
        for (int i = 0; i < PACKETS; i++) {
            final byte[] packet = predicates.packet(random.nextInt(LONGEST));
            final int wireLength = random.nextInt(4) == 0 ? random.nextInt() : packet.length;
            placed[i] = new PlacedPacket(packet);
            final long address = placed[i].address();
            BURST.add(address, 0, packet.length, Integer.toUnsignedLong(wireLength));
            final boolean accepts = PredicateInterpreter.accepts(predicate, packet, wireLength);
            expected |= (accepts ? 1L : 0) << i;
            assertEquals(accepts, filter.test(address, packet.length, Integer.toUnsignedLong(wireLength)),
                () -> "seed=" + seed + " " + predicate + " length=" + packet.length + "\n" + IrPrinter.print(program));
        }
        assertEquals(expected, filter.select(BURST.address(), BURST.count()), () -> "seed=" + seed + " " + predicate + "\n" + IrPrinter.print(program));
        for (final PlacedPacket packet : placed) {
            packet.close();
        }
    }
}
