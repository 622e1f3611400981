package flowc.compiler.bytecode;

import flowc.compiler.ir.IrLocal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;

/** Line numbers and local variable names of one method, so that stack traces, profilers and debuggers speak of the tracker's file. */
final class DebugTables {
    private static final int MAX_LINE = 0xffff; // the class file has 16 bits

    private final MethodCode code;
    private final Map<IrLocal, Label> startByLocal = new LinkedHashMap<>();
    private final List<Variable> variables = new ArrayList<>();
    private int line;
    private int writtenLine;

    private record Variable(IrLocal local, Label start, Label end) {}

    DebugTables(MethodCode code) {
        this.code = code;
    }

    /** Code from here on comes from {@code line}. */
    void line(int line) {
        this.line = Math.min(line, MAX_LINE);
    }

    /** Code follows. */
    void beforeCode() {
        if (line != writtenLine) {
            code.visitor().visitLineNumber(line, here());
            writtenLine = line;
        }
    }

    /** The local has its value from here on, if it did not have one before. */
    void assigned(IrLocal local) {
        if (!startByLocal.containsKey(local)) {
            startByLocal.put(local, here());
        }
    }

    /** The locals' slots are free from here on. */
    void endScope(List<IrLocal> locals) {
        final List<IrLocal> named = locals.stream().filter(startByLocal::containsKey).toList();
        if (!named.isEmpty()) {
            final Label end = here();
            named.forEach(local -> variables.add(new Variable(local, startByLocal.get(local), end)));
        }
    }

    /** Writes the table of variables; all code is written. */
    void writeVariables() {
        for (Variable variable : variables) {
            final String descriptor = code.small().typeOf(variable.local).descriptor;
            code.visitor().visitLocalVariable(variable.local.name(), descriptor, null, variable.start, variable.end, code.slots().slot(variable.local));
        }
    }

    private Label here() {
        final Label label = new Label();
        code.visitor().visitLabel(label);
        return label;
    }
}
