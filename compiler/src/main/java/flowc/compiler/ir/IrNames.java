package flowc.compiler.ir;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of one method's locals and labels, with the id behind where several share a name. */
final class IrNames {
    private final Map<String, Set<Integer>> localsByName = new HashMap<>();
    private final Map<String, Set<Integer>> labelsByName = new HashMap<>();

    private IrNames() {}

    static IrNames of(IrMethod method) {
        final IrNames names = new IrNames();
        method.parameters().forEach(names::add);
        IrTree.forEachStatement(method.body(), names::add);
        IrTree.forEachExpression(method.body(), expression -> {
            if (expression instanceof IrExpression.Read read) {
                names.add(read.local());
            }
        });
        return names;
    }

    private void add(IrStatement statement) {
        switch (statement) {
            case IrStatement.Assign assign -> add(assign.local());
            case IrStatement.Block block -> add(labelsByName, block.label().name(), block.label().id());
            case IrStatement.Loop loop -> add(labelsByName, loop.label().name(), loop.label().id());
            default -> { }
        }
    }

    private void add(IrLocal local) {
        add(localsByName, local.name(), local.id());
    }

    private static void add(Map<String, Set<Integer>> idsByName, String name, int id) {
        idsByName.computeIfAbsent(name, _ -> new HashSet<>()).add(id);
    }

    String of(IrLocal local) {
        return name(localsByName, local.name(), local.id());
    }

    String of(IrLabel label) {
        return name(labelsByName, label.name(), label.id());
    }

    String of(IrType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    private static String name(Map<String, Set<Integer>> idsByName, String name, int id) {
        return idsByName.getOrDefault(name, Set.of()).size() > 1 ? name + "'" + id : name;
    }
}
