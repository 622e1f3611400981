package flowc.compiler.filter.meaning;

/**
 * Where a header begins: at {@code constant} bytes from the packet's start, and where {@code variable} as many more as a register says, which is
 * taken when the offset is first used. What is {@link #NOT_SET} lies beyond the end of every packet.
 */
final class Offset {
    static final int NOT_SET = -1;
    static final int NO_REGISTER = -1;

    boolean variable;
    int constant;
    int register = NO_REGISTER;

    static Offset at(int constant) {
        final Offset offset = new Offset();
        offset.constant = constant;
        return offset;
    }

    static Offset inRegister(int register) {
        final Offset offset = new Offset();
        offset.variable = true;
        offset.register = register;
        return offset;
    }

    /** One whose register is not taken yet. */
    static Offset variable() {
        return inRegister(NO_REGISTER);
    }

    /** {@code distance} bytes after this one; shares its register, if it has one by now. */
    Offset plus(int distance) {
        final Offset offset = new Offset();
        offset.variable = variable;
        offset.constant = constant + distance;
        offset.register = register;
        return offset;
    }
}
