package flowc.compiler.filter.lower;

import flowc.compiler.ir.IrLocal;

/** The locals, all LONG, that hold a packet: address of its first byte, captured bytes, bytes on the wire. */
record Packet(IrLocal address, IrLocal captureLength, IrLocal wireLength) {}
