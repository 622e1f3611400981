package flowc.filters;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import flowc.compiler.filter.bpf.BpfInstruction;
import flowc.filter.spec.LinkType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The installed libpcap, called in this process; one thread at a time. */
final class Libpcap {
    static final String NAME = "libpcap.so.0.8";
    private static final int SNAPLEN = 0x40000;
    private static final int NETMASK_UNKNOWN = -1;
    private static final int ERROR_LENGTH = 256;
    private static final int STRING_LIMIT = 4096;
    private static final int INSTRUCTION_LENGTH = 8;

    private final SymbolLookup symbols;
    private final MethodHandle openDead;
    private final MethodHandle openOffline;
    private final MethodHandle compile;
    private final MethodHandle geterr;
    private final MethodHandle freecode;
    private final MethodHandle offlineFilter;
    private final MethodHandle libVersion;
    private final MethodHandle image;

    /** A program of the library, or its message. */
    record Compiled(List<BpfInstruction> instructions, String error) {}

    private Libpcap(SymbolLookup symbols) {
        this.symbols = symbols;
        this.openDead = function("pcap_open_dead", FunctionDescriptor.of(ADDRESS, JAVA_INT, JAVA_INT));
        this.openOffline = function("pcap_open_offline", FunctionDescriptor.of(ADDRESS, ADDRESS, ADDRESS));
        this.compile = function("pcap_compile", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_INT, JAVA_INT));
        this.geterr = function("pcap_geterr", FunctionDescriptor.of(ADDRESS, ADDRESS));
        this.freecode = function("pcap_freecode", FunctionDescriptor.ofVoid(ADDRESS));
        this.offlineFilter = function("pcap_offline_filter", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS));
        this.image = function("bpf_image", FunctionDescriptor.of(ADDRESS, ADDRESS, JAVA_INT));
        this.libVersion = function("pcap_lib_version", FunctionDescriptor.of(ADDRESS));
    }

    /** Empty where it is not installed. */
    static Optional<Libpcap> installed() {
        try {
            return Optional.of(new Libpcap(SymbolLookup.libraryLookup(NAME, Arena.global())));
        } catch (IllegalArgumentException notThere) {
            return Optional.empty();
        }
    }

    private MethodHandle function(String name, FunctionDescriptor type) {
        return Linker.nativeLinker().downcallHandle(symbols.find(name).orElseThrow(), type);
    }

    String version() throws Throwable {
        return text((MemorySegment) libVersion.invokeExact());
    }

    /** A handle as for live captures; never closed. */
    MemorySegment dead(LinkType linkType) throws Throwable {
        return (MemorySegment) openDead.invokeExact(linkType.number(), SNAPLEN);
    }

    /** A handle of an empty file; never closed. */
    MemorySegment savefile(LinkType linkType, boolean swapped, Path scratch) throws Throwable {
        final Path file = scratch.resolve(linkType + (swapped ? "-swapped" : "") + ".pcap");
        write(file, linkType, swapped);
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment error = arena.allocate(ERROR_LENGTH);
            final MemorySegment handle = (MemorySegment) openOffline.invokeExact(arena.allocateFrom(file.toString()), error);
            if (handle.address() == 0) {
                throw new AssertionError(text(error));
            }
            return handle;
        }
    }

    private static void write(Path file, LinkType linkType, boolean swapped) throws IOException {
        final ByteBuffer header = ByteBuffer.allocate(24).order(ByteOrder.nativeOrder());
        if (swapped) {
            header.order(header.order() == ByteOrder.LITTLE_ENDIAN ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        }
        header.putInt(0xa1b2c3d4).putShort((short) 2).putShort((short) 4).putInt(0).putInt(0).putInt(SNAPLEN).putInt(linkType.number());
        Files.write(file, header.array());
    }

    /** The unoptimised program. */
    Compiled compile(MemorySegment handle, String expression) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment program = arena.allocate(16, 8);
            final int result = (int) compile.invokeExact(handle, program, arena.allocateFrom(expression), 0, NETMASK_UNKNOWN);
            if (result != 0) {
                return new Compiled(null, text((MemorySegment) geterr.invokeExact(handle)));
            }
            final List<BpfInstruction> instructions = instructions(program);
            freecode.invokeExact(program);
            return new Compiled(instructions, null);
        }
    }

    private static List<BpfInstruction> instructions(MemorySegment program) {
        final int count = program.get(JAVA_INT, 0);
        final MemorySegment words = program.get(ADDRESS, 8).reinterpret((long) count * INSTRUCTION_LENGTH);
        final List<BpfInstruction> result = new ArrayList<>(count);
        for (long at = 0; at < words.byteSize(); at += INSTRUCTION_LENGTH) {
            result.add(new BpfInstruction(
                    Short.toUnsignedInt(words.get(JAVA_SHORT, at)),
                    Byte.toUnsignedInt(words.get(JAVA_BYTE, at + 2)),
                    Byte.toUnsignedInt(words.get(JAVA_BYTE, at + 3)),
                    words.get(JAVA_INT, at + 4)));
        }
        return result;
    }

    /** What the library's own interpreter says of a packet. */
    boolean accepts(List<BpfInstruction> instructions, byte[] packet, int wireLength) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment words = arena.allocate((long) instructions.size() * INSTRUCTION_LENGTH, 8);
            for (int i = 0; i < instructions.size(); i++) {
                put(instructions.get(i), words, (long) i * INSTRUCTION_LENGTH);
            }
            final MemorySegment program = arena.allocate(16, 8);
            program.set(JAVA_INT, 0, instructions.size());
            program.set(ADDRESS, 8, words);
            final MemorySegment header = arena.allocate(24, 8);
            header.set(JAVA_LONG, 0, 0);
            header.set(JAVA_INT, 16, packet.length);
            header.set(JAVA_INT, 20, wireLength);
            final MemorySegment bytes = arena.allocate(Math.max(1, packet.length));
            MemorySegment.copy(packet, 0, bytes, JAVA_BYTE, 0, packet.length);
            return (int) offlineFilter.invokeExact(program, header, bytes) != 0;
        }
    }

    /** The line that tcpdump -d prints for an instruction. */
    String image(BpfInstruction instruction, int number) throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            final MemorySegment words = arena.allocate(INSTRUCTION_LENGTH, 4);
            put(instruction, words, 0);
            return text((MemorySegment) image.invokeExact(words, number));
        }
    }

    private static void put(BpfInstruction instruction, MemorySegment words, long at) {
        words.set(JAVA_SHORT, at, (short) instruction.code());
        words.set(JAVA_BYTE, at + 2, (byte) instruction.jumpTrue());
        words.set(JAVA_BYTE, at + 3, (byte) instruction.jumpFalse());
        words.set(JAVA_INT, at + 4, instruction.k());
    }

    private static String text(MemorySegment string) {
        return string.reinterpret(STRING_LIMIT).getString(0);
    }
}
