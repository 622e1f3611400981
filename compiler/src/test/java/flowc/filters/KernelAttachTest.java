package flowc.filters;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.bpf.BpfCompiler;
import flowc.compiler.filter.bpf.BpfInstruction;
import flowc.compiler.filter.meaning.FilterMeaning;
import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.syntax.FilterParser;
import flowc.filter.spec.FilterSettings;
import flowc.filter.spec.LinkType;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The kernel's checker takes our classic BPF programs: each is attached to a socket. Linux only. */
final class KernelAttachTest {
    private static final int AF_INET = 2;
    private static final int SOCK_DGRAM = 2;
    private static final int SOL_SOCKET = 1;
    private static final int SO_ATTACH_FILTER = 26;
    private static final List<BpfInstruction> ACCEPT = List.of(new BpfInstruction(6, 1));
    /** A jump out of the program, which no checker takes. */
    private static final List<BpfInstruction> BROKEN = List.of(new BpfInstruction(5, 7), new BpfInstruction(6, 1));

    private final MethodHandle setsockopt = function(
            "setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT));
    private final MethodHandle socket = function("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT));
    private final MethodHandle close = function("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    @Test
    void theKernelTakesProgramsOfAllExpressions() throws Throwable {
        assumeTrue(System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux"), "SO_ATTACH_FILTER is Linux'");
        final int descriptor = (int) socket.invokeExact(AF_INET, SOCK_DGRAM, 0);
        assumeTrue(descriptor >= 0, "no socket can be opened here, so no program be attached");
        try {
            assumeTrue(attaches(descriptor, ACCEPT) && !attaches(descriptor, BROKEN), "this kernel does not check attached programs");
            final List<String> refused = new ArrayList<>();
            for (final LinkType linkType : List.of(LinkType.EN10MB, LinkType.IEEE802_11_RADIO, LinkType.LINUX_SLL2, LinkType.PFLOG)) {
                attachAll(descriptor, linkType, refused);
            }
            assertEquals(List.of(), refused);
        } finally {
            final int ignored = (int) close.invokeExact(descriptor);
        }
    }

    private void attachAll(int descriptor, LinkType linkType, List<String> refused) throws Throwable {
        int attached = 0;
        for (final String[] row : FilterOracle.rows("filters.txt")) {
            final String expression = FilterOracle.expression(row[0]);
            if (expression.startsWith("#")) {
                continue;
            }
            final List<BpfInstruction> program = program(expression, linkType);
            if (program != null) {
                attached++;
                if (!attaches(descriptor, program)) {
                    refused.add(linkType + " " + expression);
                }
            }
        }
        System.out.println("KernelAttachTest: " + attached + " programs for " + linkType);
    }

    /** Null where the expression has no meaning on the link type, or needs a loop. */
    private static List<BpfInstruction> program(String expression, LinkType linkType) {
        try {
            final FilterSettings live = FilterSettings.SAVEFILE.withOrigin(FilterSettings.Origin.LIVE);
            final Predicate predicate = FilterMeaning.of(FilterParser.parse(expression), linkType, live);
            return BpfCompiler.compile(predicate, 0x40000).instructions();
        } catch (FilterError error) {
            return null;
        }
    }

    private boolean attaches(int descriptor, List<BpfInstruction> program) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment filter = arena.allocate(8L * program.size(), 8);
            for (int i = 0; i < program.size(); i++) {
                final BpfInstruction instruction = program.get(i);
                filter.set(JAVA_SHORT, 8L * i, (short) instruction.code());
                filter.set(JAVA_BYTE, 8L * i + 2, (byte) instruction.jumpTrue());
                filter.set(JAVA_BYTE, 8L * i + 3, (byte) instruction.jumpFalse());
                filter.set(JAVA_INT, 8L * i + 4, instruction.k());
            }
            final MemorySegment fprog = arena.allocate(16, 8);
            fprog.set(JAVA_SHORT, 0, (short) program.size());
            fprog.set(ADDRESS, 8, filter);
            return (int) setsockopt.invokeExact(descriptor, SOL_SOCKET, SO_ATTACH_FILTER, fprog, 16) == 0;
        }
    }

    private static MethodHandle function(String name, FunctionDescriptor type) {
        final Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().find(name).orElseThrow(), type);
    }
}
