package flowc.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Holds the code of grammar, runtime and compiler to the table of packages in docs/architecture.md. */
class ArchitectureTest {
    static final JavaClasses CLASSES = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .importPackages("flowc");
    private static final Set<String> PACKAGES = CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));

    private final PackageTable table;

    ArchitectureTest() throws IOException {
        table = PackageTable.read(Project.ROOT.resolve("docs/architecture.md"));
    }

    @Test
    void readsAllThreeModules() {
        assertTrue(PACKAGES.containsAll(List.of("flowc.grammar", "flowc.runtime.memory", "flowc.compiler.source")), PACKAGES::toString);
    }

    @Test
    void everyPackageHasARowAndEveryRowThatIsNotPlannedAPackage() {
        assertEquals(List.of(), PACKAGES.stream().filter(name -> table.row(name) == null).toList(), "packages without a row in docs/architecture.md");
        assertEquals(List.of(), table.rows().stream().filter(row -> row.isPlanned() == PACKAGES.contains(row.name())).map(PackageTable.Row::name).toList(),
            "rows of docs/architecture.md that say 'planned:' of a package that is there, or do not say it of one that is not");
    }

    @Test
    void everyPackageUsesOnlyWhatItsRowNames() {
        final Set<String> faults = CLASSES.stream()
            .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
            .filter(this::isForbidden)
            .map(ArchitectureTest::sentence)
            .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), faults, "arrows that docs/architecture.md does not have");
    }

    private boolean isForbidden(Dependency dependency) {
        final PackageTable.Row row = table.row(dependency.getOriginClass().getPackageName());
        return row != null && !row.allows(dependency.getTargetClass().getBaseComponentType().getPackageName());
    }

    private static String sentence(Dependency dependency) {
        return dependency.getOriginClass().getName() + " uses " + dependency.getTargetClass().getBaseComponentType().getName();
    }

    @Test
    void tableHasNoCycleBecauseEveryArrowPointsUpwards() {
        assertNotEquals(List.of(), table.rows());
        assertEquals(List.of(), table.arrowsDownwards());
    }

    @Test
    void noPackageUsesTheRootItLiesUnder() {
        assertEquals(List.of(), table.usesOfOwnRoot());
    }

    @Test
    void everyPackageImportsOnlyWhatItsRowNames() throws IOException {
        final Set<String> faults = new TreeSet<>();
        SourceImports.read(Project.mainSources()).forEach((name, imports) -> imports.stream()
            .filter(imported -> table.row(name) != null && !table.row(name).allows(imported))
            .forEach(imported -> faults.add(name + " imports " + imported)));
        assertEquals(Set.of(), faults, "arrows that docs/architecture.md does not have, perhaps of constants that class files do not show");
    }

    @Test
    void everyPackageSaysWhatItIsForAndWhatItUses() throws IOException {
        final Map<String, Set<String>> imports = SourceImports.read(Project.mainSources());
        final Set<String> packages = new TreeSet<>(imports.keySet());
        packages.addAll(PACKAGES);
        final Set<String> faults = new TreeSet<>();
        for (Path folder : Project.mainSources().stream().map(Path::getParent).distinct().toList()) {
            final Path info = folder.resolve("package-info.java");
            final String name = packageName(folder);
            final UsesRow row = Files.exists(info) ? UsesRow.parse(name, Files.readString(info), packages) : null;
            faults.addAll(row == null ? List.of(name + " needs a package-info.java with 'Uses:'") : row.faults(imports.get(name)));
        }
        assertEquals(Set.of(), faults);
    }

    /** Of a folder under src/main/java or src/dist/java. */
    private static String packageName(Path folder) {
        final Path inModule = Project.ROOT.relativize(folder);
        return inModule.subpath(4, inModule.getNameCount()).toString().replace(folder.getFileSystem().getSeparator(), ".");
    }
}
