package flowc.compiler.ir;

import java.util.List;
import java.util.Optional;

/** One method of a generated class; {@code overrides} says that it implements a method of the program's base and is public. */
public record IrMethod(String name, boolean overrides, List<IrLocal> parameters, Optional<IrType> result, List<IrStatement> body) {
    public IrCallee.Generated callee() {
        return new IrCallee.Generated(name, parameters.stream().map(IrLocal::type).toList(), result);
    }
}
