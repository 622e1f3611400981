package flowc.compiler.lower;

import flowc.compiler.source.CompilerBug;
import flowc.runtime.export.RecordSink;
import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Words;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.program.Schedule;
import flowc.runtime.sketch.TopTable;
import flowc.runtime.table.FlowTable;
import java.lang.reflect.Method;
import java.util.Arrays;

/** The runtime methods that generated code calls. */
final class RuntimeCalls {
    static final Method EQUAL = method(Memory.class, "equal");
    static final Method SORT_PAIR = method(Words.class, "sortPair");
    static final Method ORDER_PAIR_20 = method(Words.class, "orderPair20");
    static final Method PUT_PACKED = method(Words.class, "putPacked");
    static final Method IN_NETWORK = method(Words.class, "inNetwork");
    static final Method ADDRESS_4 = method(Words.class, "address4");
    static final Method PORT_4 = method(Words.class, "port4");
    static final Method PACK_ENDPOINT_4 = method(Words.class, "packEndpoint4");
    static final Method UNPACK_ENDPOINT_4 = method(Words.class, "unpackEndpoint4");
    static final Method ORDER_PAIR_4 = method(Words.class, "orderPair4");
    static final Method PUT_ENDPOINT_4 = method(Words.class, "putEndpoint4");
    static final Method ORDER_ENDPOINTS_4 = method(Words.class, "orderEndpoints4");
    static final Method TABLE_HASH = method(FlowTable.class, "hash");
    static final Method TABLE_FORM = method(FlowTable.class, "form");
    static final Method TABLE_COLD = method(FlowTable.class, "cold");
    static final Method TABLE_PREPARE = method(FlowTable.class, "prepare");
    static final Method TABLE_APPROACH = method(FlowTable.class, "approach");
    static final Method TABLE_BEGIN = method(FlowTable.class, "begin");
    static final Method TABLE_BRING_INDEX = method(FlowTable.class, "bringIndex");
    static final Method TABLE_BRING_ROWS = method(FlowTable.class, "bringRows");
    static final Method TABLE_FIND = method(FlowTable.class, "find");
    static final Method TABLE_TOUCH = method(FlowTable.class, "touch", 4);
    static final Method TABLE_KNOWN = method(FlowTable.class, "known");
    static final Method TABLE_TOUCH_ANEW = method(FlowTable.class, "touchAnew");
    static final Method TABLE_REFRESH = method(FlowTable.class, "refresh");
    static final Method TABLE_END = method(FlowTable.class, "end");
    static final Method TABLE_PIN = method(FlowTable.class, "pin");
    static final Method TABLE_UNPIN = method(FlowTable.class, "unpin");
    static final Method SINK_BEGIN = method(RecordSink.class, "begin");
    static final Method SINK_COMMIT = method(RecordSink.class, "commit");
    static final Method PACKETS_PREFETCH = method(PacketLayout.class, "prefetch");
    static final Method SCHEDULE_ADVANCE = method(Schedule.class, "advance");
    static final Method TOP_CLEAR = method(TopTable.class, "clear");
    static final Method TOP_ADMITS = method(TopTable.class, "admits");
    static final Method TOP_ADD = method(TopTable.class, "add");
    static final Method TOP_SIZE = method(TopTable.class, "size");
    static final Method TOP_WRITE = method(TopTable.class, "write");
    static final Method MIN_LONG = numeric("min", long.class);
    static final Method MAX_LONG = numeric("max", long.class);
    static final Method MIN_DOUBLE = numeric("min", double.class);
    static final Method MAX_DOUBLE = numeric("max", double.class);
    static final Method ABS_DOUBLE = numeric("abs", double.class);

    private RuntimeCalls() {}

    private static Method method(Class<?> owner, String name, int parameters) {
        return Arrays.stream(owner.getDeclaredMethods()).filter(m -> m.getName().equals(name) && m.getParameterCount() == parameters).findFirst()
                .orElseThrow(() -> new CompilerBug("the runtime has no " + owner.getSimpleName() + "." + name));
    }

    private static Method method(Class<?> owner, String name) {
        return Arrays.stream(owner.getDeclaredMethods()).filter(m -> m.getName().equals(name)).findFirst()
                .orElseThrow(() -> new CompilerBug("the runtime has no " + owner.getSimpleName() + "." + name));
    }

    private static Method numeric(String name, Class<?> type) {
        return Arrays.stream(Math.class.getDeclaredMethods())
                .filter(m -> m.getName().equals(name) && Arrays.stream(m.getParameterTypes()).allMatch(type::equals) && m.getReturnType() == type).findFirst()
                .orElseThrow(() -> new CompilerBug("no Math." + name));
    }
}
