package flowc.compiler.filter.lower;

import flowc.compiler.ir.IrLocal;
import flowc.compiler.ir.IrType;
import java.util.List;

/** The locals, all LONG, that hold a packet: address of its first byte, captured bytes, bytes on the wire. */
record Packet(IrLocal address, IrLocal captureLength, IrLocal wireLength) {
    static final int LOCALS = 3;

    static Packet of(Names names) {
        return new Packet(names.local("packet", IrType.LONG), names.local("captureLength", IrType.LONG), names.local("wireLength", IrType.LONG));
    }

    List<IrLocal> locals() {
        return List.of(address, captureLength, wireLength);
    }
}
