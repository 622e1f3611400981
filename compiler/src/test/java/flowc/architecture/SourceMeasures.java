package flowc.architecture;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lengths as javac's own parser sees them: a method reaches from its first annotation or modifier to its closing brace, its comment apart. */
final class SourceMeasures {
    /** A method, constructor or initializer. Lambdas and local classes count to the method they stand in, and local classes' methods for themselves too. */
    record Method(String name, int lines, int parameters) { }

    /** A file by its place in the project. */
    record SourceFile(String name, int lines) { }

    private static final Set<Tree.Kind> ROWS = Set.of(Tree.Kind.RECORD, Tree.Kind.ENUM);

    private SourceMeasures() { }

    static List<SourceFile> files(Path root, List<Path> sources) throws IOException {
        final List<SourceFile> files = new ArrayList<>();
        for (Path source : sources) {
            files.add(new SourceFile(root.relativize(source).toString(), Files.readAllLines(source).size()));
        }
        return files;
    }

    static List<Method> methods(List<Path> sources) throws IOException {
        final List<Method> methods = new ArrayList<>();
        SourceTrees.parse(sources, (unit, positions) -> new Scanner(unit, positions, methods).scan(unit, null));
        return methods;
    }

    private static final class Scanner extends TreePathScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<Method> methods;

        Scanner(CompilationUnitTree unit, SourcePositions positions, List<Method> methods) {
            this.unit = unit;
            this.positions = positions;
            this.methods = methods;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            // A record's constructor repeats its components, an enum's is called by the rows above it: nobody keeps their parameters apart far away.
            final boolean isOfRow = method.getReturnType() == null && ROWS.contains(enclosing().getKind());
            add(method, method.getName().toString(), isOfRow ? 0 : method.getParameters().size());
            return super.visitMethod(method, nothing);
        }

        @Override
        public Void visitBlock(BlockTree block, Void nothing) {
            if (getCurrentPath().getParentPath().getLeaf() instanceof ClassTree) {
                add(block, "initializer", 0);
            }
            return super.visitBlock(block, nothing);
        }

        private ClassTree enclosing() {
            return (ClassTree) getCurrentPath().getParentPath().getLeaf();
        }

        private void add(Tree tree, String name, int parameters) {
            final long first = line(positions.getStartPosition(unit, tree));
            final long last = line(positions.getEndPosition(unit, tree) - 1);
            final String file = Path.of(unit.getSourceFile().toUri()).getFileName().toString();
            methods.add(new Method(file + ":" + first + " " + enclosing().getSimpleName() + "." + name, (int) (last - first + 1), parameters));
        }

        private long line(long position) {
            return unit.getLineMap().getLineNumber(position);
        }
    }
}
