package flowc.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.runtime.export.RecordSink;
import flowc.runtime.memory.Memory;
import flowc.runtime.table.FlowTable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class IrPrinterTest {
    private static final IrObject TABLE = new IrObject("flows", FlowTable.class, "table", 0);
    private static final IrObject SINK = new IrObject("sink", RecordSink.class, "sink", -1);
    private static final IrLocal PACKETS = new IrLocal(0, "packets", IrType.LONG);
    private static final IrLocal COUNT = new IrLocal(1, "count", IrType.LONG);
    private static final IrLocal I = new IrLocal(2, "i", IrType.LONG);
    private static final IrLocal PORT = new IrLocal(3, "port", IrType.LONG);
    private static final IrLocal RATE = new IrLocal(4, "rate", IrType.DOUBLE);
    private static final IrLocal OTHER_PORT = new IrLocal(5, "port", IrType.LONG);
    private static final IrLabel EACH = new IrLabel(0, "each");
    private static final IrLabel ONE = new IrLabel(1, "one");

    private static IrExpression constant(long value) {
        return new IrExpression.LongConstant(value);
    }

    private static IrExpression read(IrLocal local) {
        return new IrExpression.Read(local);
    }

    private static IrExpression sum(IrExpression left, IrExpression right) {
        return new IrExpression.Arithmetic(IrOperator.ADD, left, right);
    }

    private static IrMethod onBurst() {
        final IrExpression packet = sum(read(PACKETS), new IrExpression.Arithmetic(IrOperator.SHIFT_LEFT, read(I), constant(5)));
        final IrExpression isHttp = new IrExpression.Or(new IrExpression.Compare(IrComparison.EQUAL, read(PORT), constant(80)),
                new IrExpression.Not(new IrExpression.Convert(IrConversion.LONG_TO_BOOL, new IrExpression.Arithmetic(IrOperator.AND, read(PORT), constant(0xff00)))));
        final List<IrStatement> one = List.of(
                new IrStatement.Line(8),
                new IrStatement.Assign(PORT, new IrExpression.Load(MemoryAccess.U16_BE, sum(packet, constant(34)))),
                new IrStatement.If(isHttp, List.of(new IrStatement.Break(ONE)),
                        List.of(new IrStatement.Invoke(new IrCallee.OnObject(TABLE, TestPrograms.java(FlowTable.class, "pin")), List.of(read(PORT))))),
                new IrStatement.Store(MemoryAccess.U16, sum(read(PACKETS), constant(-2)), read(PORT)),
                new IrStatement.Assign(OTHER_PORT, new IrExpression.Conditional(new IrExpression.BoolConstant(true), constant(1), read(PORT))),
                new IrStatement.Assign(PORT, read(OTHER_PORT)));
        final List<IrStatement> round = List.of(
                new IrStatement.If(new IrExpression.Compare(IrComparison.GREATER_EQUAL_UNSIGNED, read(I), read(COUNT)), List.of(new IrStatement.Break(EACH)), List.of()),
                new IrStatement.Block(ONE, one),
                new IrStatement.Assign(I, sum(read(I), constant(1))),
                new IrStatement.Continue(EACH));
        final List<IrStatement> body = List.of(new IrStatement.Line(7),
                new IrStatement.Assign(I, constant(0)),
                new IrStatement.Loop(EACH, round),
                new IrStatement.Zero(new IrExpression.FrameAddress(0x40), constant(16)),
                new IrStatement.Copy(new IrExpression.FrameAddress(0), new IrExpression.FrameAddress(64), constant(8)),
                new IrStatement.Assign(RATE, new IrExpression.Arithmetic(IrOperator.DOUBLE_DIVIDE, new IrExpression.Convert(IrConversion.LONG_TO_DOUBLE, read(I)),
                        new IrExpression.DoubleConstant(2))),
                new IrStatement.Return(Optional.empty()));
        return new IrMethod("onBurst", true, List.of(PACKETS, COUNT), Optional.empty(), body);
    }

    @Test
    void printsOneStatementALineWithAddressesInHex() {
        final IrMethod same = TestPrograms.function("same", IrType.BOOL, List.of(PACKETS), TestPrograms.result(new IrExpression.Call(
                new IrCallee.Static(TestPrograms.java(Memory.class, "equal")), List.of(read(PACKETS), new IrExpression.FrameAddress(8), constant(16)))));
        final IrProgram program = new IrProgram("flowc.generated.Web", "web.flow", List.of(TABLE, SINK), List.of(onBurst(), same));
        assertEquals("""
                program flowc.generated.Web from web.flow
                  object flows: FlowTable = table(0)
                  object sink: RecordSink = sink()

                public onBurst(packets: long, count: long) {
                  # line 7
                  i: long = 0
                  loop each {
                    if i >=u count {
                      break each
                    }
                    block one {
                      # line 8
                      port'3: long = u16be[(packets + (i << 5)) + 0x22]
                      if (port'3 == 80) || !bool(port'3 & 0xff00) {
                        break one
                      } else {
                        flows.pin(port'3)
                      }
                      u16[packets - 0x2] = port'3
                      port'5: long = true ? 1 : port'3
                      port'3 = port'5
                    }
                    i = i + 1
                    continue each
                  }
                  zero frame + 0x40, 16 bytes
                  copy frame + 0x0 <- frame + 0x40, 8 bytes
                  rate: double = double(i) / 2.0
                  return
                }

                same(packets: long) -> bool {
                  return Memory.equal(packets, frame + 0x8, 16)
                }
                """, IrPrinter.print(program));
    }
}
