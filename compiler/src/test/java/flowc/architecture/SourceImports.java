package flowc.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the sources of each package name outside of it: imports, and classes of ours written in full. Constants that javac inlines count, which class files do not show. */
final class SourceImports {
    private static final Pattern OURS = Pattern.compile("(flowc(?:\\.[a-z]\\w*)*)\\.[A-Z*].*");

    private SourceImports() { }

    /** By package: packages of ours, and imported names of libraries as they stand. Those of the JDK's {@code java}, {@code javax} and {@code jdk} are left out. */
    static Map<String, Set<String>> read(List<Path> sources) throws IOException {
        final Map<String, Set<String>> imports = new TreeMap<>();
        SourceTrees.parse(sources, (unit, _) -> {
            final String name = unit.getPackageName().toString();
            new Scanner(name, imports.computeIfAbsent(name, _ -> new TreeSet<>())).scan(unit, null);
        });
        return imports;
    }

    private static final class Scanner extends TreeScanner<Void, Void> {
        private final String self;
        private final Set<String> found;

        Scanner(String self, Set<String> found) {
            this.self = self;
            this.found = found;
        }

        @Override
        public Void visitCompilationUnit(CompilationUnitTree unit, Void nothing) {
            scan(unit.getImports(), null);
            return scan(unit.getTypeDecls(), null); // not the package's own name
        }

        @Override
        public Void visitImport(ImportTree imported, Void nothing) {
            final String name = imported.getQualifiedIdentifier().toString();
            if (!PackageTable.isFreeForAll(name) && !isOurs(name)) {
                found.add(name);
            }
            return null;
        }

        @Override
        public Void visitMemberSelect(MemberSelectTree select, Void nothing) {
            return isOurs(select.toString()) ? null : super.visitMemberSelect(select, null);
        }

        private boolean isOurs(String name) {
            final Matcher ours = OURS.matcher(name);
            if (!ours.matches()) {
                return false;
            }
            if (!ours.group(1).equals(self)) {
                found.add(ours.group(1));
            }
            return true;
        }
    }
}
