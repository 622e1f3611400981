package flowc.bench.filters;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/** The loops of bench/filters/filters.c; each call runs over the whole trace many times, so that what the call costs does not count. */
final class Peers {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private final MethodHandle runC;
    private final MethodHandle compilePcap;
    private final MethodHandle runPcap;

    Peers(Path library) {
        final SymbolLookup symbols = SymbolLookup.libraryLookup(library, Arena.global());
        final Linker linker = Linker.nativeLinker();
        runC = linker.downcallHandle(symbols.findOrThrow("run_c"), FunctionDescriptor.of(LONG, LONG, LONG, LONG, LONG));
        compilePcap = linker.downcallHandle(symbols.findOrThrow("compile_pcap"), FunctionDescriptor.of(LONG, ValueLayout.ADDRESS));
        runPcap = linker.downcallHandle(symbols.findOrThrow("run_pcap"), FunctionDescriptor.of(LONG, LONG, LONG, LONG, LONG));
    }

    /** Matches of filter {@code number} of the C file. */
    Race.Runner c(long number, FilterTrace trace) {
        return rounds -> call(runC, number, trace, rounds);
    }

    /** libpcap's interpreter, or null without libpcap. */
    Race.Runner pcap(String expression, FilterTrace trace) {
        try (Arena arena = Arena.ofConfined()) {
            final long program = (long) compilePcap.invokeExact((MemorySegment) arena.allocateFrom(expression));
            return program == 0 ? null : rounds -> call(runPcap, program, trace, rounds);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static long call(MethodHandle loop, long what, FilterTrace trace, long rounds) {
        try {
            return (long) loop.invokeExact(what, trace.descriptors(), (long) trace.count(), rounds);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
