package flowc.compiler.lower;

import flowc.compiler.analysis.HeaderSymbol;
import flowc.compiler.analysis.LocalSymbol;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.Typing;
import flowc.compiler.ir.IrExpression;
import flowc.compiler.ir.IrType;
import flowc.compiler.source.Span;
import flowc.compiler.types.Type;
import flowc.runtime.program.TrackerDescriptor;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Where an expression or statement is lowered: what the surrounding method has of packet, row and clock. Parts that a place does not have are
 * null. Copies share the locals, which are told apart by identity.
 */
final class Environment {
    final MethodBuilder method;
    final Map<LocalSymbol, Value> locals = new IdentityHashMap<>();
    private final Map<HeaderSymbol, Function<Integer, IrExpression>> bases = new HashMap<>();
    private final Map<HeaderSymbol, Ahead> aheads = new HashMap<>();
    private final Map<HeaderSymbol.WireField, Long> settled = new IdentityHashMap<>();
    Typing typing;
    IrExpression packet;
    IrExpression slot;
    SlotWords words;
    IrExpression row;
    TableSymbol table;
    IrExpression now;
    IrExpression isNew;
    IrExpression reason;
    IrExpression elapsed;

    /** Leaves what is being done after a fault, which has been counted. */
    Runnable onFault;

    /** Leaves a handler whose row has ended. */
    Runnable onExpire;

    /** What the function being laid in returns. */
    Type returnType;

    /** What {@code return} does; in a function it gets the value, else null. */
    java.util.function.Consumer<Value> onReturn;
    LoopTargets loop;
    ParserState parser;

    /** Rows that are bound here, the innermost first. */
    Deque<Pins> pinned = new ArrayDeque<>();

    /** Line of the tracker's file that faults are counted for. */
    int line;
    private final ProgramBuilder program;

    /** Where the bytes after a header begin and end. */
    record Ahead(IrExpression start, IrExpression end) {}

    /** Where {@code break} and {@code continue} go. */
    record LoopTargets(flowc.compiler.ir.IrLabel end, flowc.compiler.ir.IrLabel next, int pinned) {}

    Environment(ProgramBuilder program, MethodBuilder method, Typing typing) {
        this.program = program;
        this.method = method;
        this.typing = typing;
        this.words = program.handlerWords;
    }

    /** Of a method {@code (packet, slot)}, whose parameters these become. */
    static Environment ofPacket(ProgramBuilder program, MethodBuilder method, SlotWords words) {
        final Environment env = new Environment(program, method, program.analysis.typing());
        env.words = words;
        env.packet = method.parameter("packet", IrType.LONG);
        env.slot = method.parameter("slot", IrType.LONG);
        return env;
    }

    /** The same place for an expression that was checked apart. */
    Environment with(Typing other) {
        final Environment copy = new Environment(program, method, other);
        copy.locals.putAll(locals);
        copy.bases.putAll(bases);
        copy.aheads.putAll(aheads);
        copy.settled.putAll(settled);
        copy.packet = packet;
        copy.slot = slot;
        copy.words = words;
        copy.row = row;
        copy.table = table;
        copy.now = now;
        copy.isNew = isNew;
        copy.reason = reason;
        copy.elapsed = elapsed;
        copy.onFault = onFault;
        copy.onExpire = onExpire;
        copy.returnType = returnType;
        copy.onReturn = onReturn;
        copy.loop = loop;
        copy.parser = parser;
        copy.line = line;
        copy.pinned = pinned;
        return copy;
    }

    /** Reads {@code header} where its sections lie, and not from the slot: while it is walked, or of a layer's last member. */
    Environment at(HeaderSymbol header, Function<Integer, IrExpression> sectionStarts, Ahead ahead) {
        final Environment copy = with(typing);
        copy.bases.put(header, sectionStarts);
        copy.aheads.put(header, ahead);
        return copy;
    }

    /** From here on {@code field} is known to be {@code value}. */
    void settle(HeaderSymbol.WireField field, long value) {
        settled.put(field, value);
    }

    /** What a field is known to be, or null. */
    Long settled(HeaderSymbol.WireField field) {
        return settled.get(field);
    }

    /** Every way out of a handler lets go of the rows that it has bound; its method returns whether its own row lives. */
    void leavesHandler() {
        onFault = () -> leave(Ir.TRUE);
        onReturn = _ -> leave(Ir.TRUE);
        onExpire = () -> leave(Ir.FALSE);
    }

    private void leave(IrExpression lives) {
        Pins.releaseAbove(0, this);
        method.returns(lives);
    }

    /** Code and faults from here on are of this place, as long as it is in the tracker's own file. */
    void atLine(Span span) {
        if (span.source() == program.source()) {
            line = span.line();
            method.line(line);
        }
    }

    /** Address of the counter of faults of this kind at the current line. */
    IrExpression faultCounter(String what) {
        return program.counter(TrackerDescriptor.CounterKind.FAULT, what, line);
    }

    /** Whether there is a packet, and all its headers are read from the slot. */
    boolean readsSlot() {
        return slot != null && bases.isEmpty();
    }

    /** Null when the header is read from the slot. */
    Function<Integer, IrExpression> base(HeaderSymbol header) {
        return bases.get(header);
    }

    Ahead ahead(HeaderSymbol header) {
        return aheads.get(header);
    }

    /** A word of the packet's slot. */
    IrExpression word(long offset) {
        return words.read(offset, this);
    }

    void word(long offset, IrExpression value) {
        words.write(offset, value, this);
    }

    /** Whether a word of the packet's slot, an address or a truth, is not 0. */
    IrExpression isSet(long offset) {
        return words.isSet(offset, this);
    }

    /** Writes a word that is not 0. */
    void set(long offset, IrExpression value) {
        words.set(offset, value, this);
    }
}
