package flowc.runtime.memory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/** The system calls behind {@link Region} and {@link FilePages} on Linux. Numbers are those of x86-64 and AArch64 ({@code mman-common.h}). */
final class LinuxMemory {
    static final boolean AVAILABLE = isKnown(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    static final long HUGE_PAGE_BYTES = 2L << 20;

    private static final int PROT_READ_WRITE = 0x1 | 0x2;
    private static final int PROT_READ_EXECUTE = 0x1 | 0x4;
    private static final int MAP_PRIVATE_ANONYMOUS_NORESERVE = 0x02 | 0x20 | 0x4000;
    private static final int MADV_WILLNEED = 3;
    private static final int MADV_DONTNEED = 4;
    private static final int MADV_HUGEPAGE = 14;
    private static final int MADV_POPULATE_WRITE = 23;
    private static final long MAP_FAILED = -1;
    private static final long TRIED_BYTES = 64 << 10;

    private LinuxMemory() {}

    /** @throws OutOfMemoryError when the system refuses */
    static long map(long bytes) {
        final long address;
        try {
            address = (long) Calls.MMAP.invokeExact(0L, bytes, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS_NORESERVE, -1, 0L);
        } catch (final Throwable impossible) {
            throw new IllegalStateException("mmap must be callable", impossible);
        }
        if (address == MAP_FAILED) {
            throw new OutOfMemoryError("the system refuses to map it");
        }
        return address;
    }

    /**
     * Address of a page of its own that has {@code code}, is never written to again and never given back.
     *
     * @throws OutOfMemoryError when the system refuses
     */
    static long executable(byte[] code) {
        final long page = map(code.length);
        MemorySegment.copy(MemorySegment.ofArray(code), 0, Memory.segment(page, code.length), 0, code.length);
        final int refused;
        try {
            refused = (int) Calls.MPROTECT.invokeExact(page, (long) code.length, PROT_READ_EXECUTE);
        } catch (final Throwable impossible) {
            throw new IllegalStateException("mprotect must be callable", impossible);
        }
        if (refused != 0) {
            unmap(page, code.length);
            throw new OutOfMemoryError("the system refuses to have it executed");
        }
        return page;
    }

    /** Asks for huge pages; a system that has none goes on with small ones, so the answer does not matter. */
    static void adviseHugePages(long address, long bytes) {
        advise(address, bytes, MADV_HUGEPAGE);
    }

    static void adviseSoon(long address, long bytes) {
        advise(address, bytes, MADV_WILLNEED);
    }

    /** Linux 5.14; before it pages come when they are touched, so the answer does not matter. */
    static void putInPlace(long address, long bytes) {
        advise(address, bytes, MADV_POPULATE_WRITE);
    }

    static void adviseDone(long address, long bytes) {
        advise(address, bytes, MADV_DONTNEED);
    }

    private static void advise(long address, long bytes, int advice) {
        try {
            final int _ = (int) Calls.MADVISE.invokeExact(address, bytes, advice);
        } catch (final Throwable impossible) {
            throw new IllegalStateException("madvise must be callable", impossible);
        }
    }

    static void unmap(long address, long bytes) {
        try {
            final int _ = (int) Calls.MUNMAP.invokeExact(address, bytes);
        } catch (final Throwable impossible) {
            throw new IllegalStateException("munmap must be callable", impossible);
        }
    }

    /** Maps a page, gives advice on it and unmaps it. */
    static void tryCalls() {
        final long page = map(TRIED_BYTES);
        adviseSoon(page, TRIED_BYTES);
        unmap(page, TRIED_BYTES);
    }

    private static boolean isKnown(String system, String architecture) {
        return system.toLowerCase(Locale.ROOT).equals("linux") && (architecture.equals("amd64") || architecture.equals("aarch64"));
    }

    /** Linked when first needed, since linking takes milliseconds. */
    private static final class Calls {
        static final MethodHandle MMAP = link("mmap", FunctionDescriptor.of(ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
        static final MethodHandle MADVISE =
                link("madvise", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
        static final MethodHandle MPROTECT =
                link("mprotect", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT));
        static final MethodHandle MUNMAP =
                link("munmap", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG, ValueLayout.JAVA_LONG));

        private static MethodHandle link(String name, FunctionDescriptor descriptor) {
            final Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor);
        }
    }
}
