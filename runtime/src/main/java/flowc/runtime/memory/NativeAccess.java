package flowc.runtime.memory;

import java.lang.foreign.MemorySegment;

/** What only code can do that the JVM's user lets: call the system, and use memory by its address. */
public final class NativeAccess {
    private NativeAccess() {}

    /** Whether this code may not, as with {@code --illegal-native-access=deny} where nothing enables it; then no region can be taken. Any thread. */
    public static boolean isDenied() {
        try {
            return MemorySegment.NULL.reinterpret(0).byteSize() != 0;
        } catch (IllegalCallerException _) {
            return true;
        }
    }
}
