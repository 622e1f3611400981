package flowc.compiler.bytecode;

import java.util.Arrays;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/** Writes the jumps of an {@link EqualityChain}. */
final class SwitchEmitter {
    private final MethodCode code;

    SwitchEmitter(MethodCode code) {
        this.code = code;
    }

    /** Jumps to the body of the branch that the subject asks for, or to {@code otherwise}. */
    void jump(EqualityChain chain, Label[] bodies, Label otherwise) {
        if (code.small().has(chain.subject())) {
            code.loadSmall(chain.subject());
        } else {
            checkSize(chain, otherwise);
            code.load(chain.subject());
            code.instruction(Opcodes.L2I);
        }
        if (chain.isDense()) {
            table(chain, bodies, otherwise);
        } else {
            final int[] constants = chain.branches().keySet().stream().mapToInt(Integer::intValue).toArray();
            code.visitor().visitLookupSwitchInsn(otherwise, constants, chain.branches().values().stream().map(body -> bodies[body]).toArray(Label[]::new));
        }
    }

    /** The JVM switches on 32 bits, and what has more must not be taken for what has the same low ones. */
    private void checkSize(EqualityChain chain, Label otherwise) {
        code.load(chain.subject());
        code.instruction(Opcodes.L2I);
        code.instruction(Opcodes.I2L);
        code.load(chain.subject());
        code.instruction(Opcodes.LCMP);
        code.visitor().visitJumpInsn(Opcodes.IFNE, otherwise);
    }

    private void table(EqualityChain chain, Label[] bodies, Label otherwise) {
        final int first = chain.branches().firstKey();
        final int last = chain.branches().lastKey();
        final Label[] labels = new Label[last - first + 1];
        Arrays.fill(labels, otherwise);
        chain.branches().forEach((constant, body) -> labels[constant - first] = bodies[body]);
        code.visitor().visitTableSwitchInsn(first, last, otherwise, labels);
    }
}
