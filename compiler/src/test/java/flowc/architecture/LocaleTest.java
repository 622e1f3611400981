package flowc.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.text.DecimalFormat;
import java.util.Arrays;
import java.util.Collection;
import java.util.Formatter;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is printed is for machines, too: it does not follow the language of who starts it. So the JDK is always told the locale where it can be. */
class LocaleTest {
    /** Those that ask the locale and cannot be told it in the same call. */
    private static final Set<String> NEVER = Set.of("java.lang.String.formatted", "java.text.DecimalFormat.<init>", "java.util.Scanner.<init>");

    @Test
    void nothingFollowsTheLocaleOfTheMachine() {
        assertEquals(Set.of(), faults(ArchitectureTest.CLASSES), "say Locale.ROOT");
    }

    @Test
    void seesCallsReferencesAndConstructors() {
        final String sentence = Careless.class.getName() + " calls ";
        assertEquals(Stream.of("java.io.PrintStream.printf", "java.lang.String.format", "java.lang.String.formatted", "java.lang.String.toUpperCase", "java.text.DecimalFormat.<init>", "java.util.Formatter.<init>")
                .map(sentence::concat).collect(Collectors.toCollection(TreeSet::new)), faults(new ClassFileImporter().importClasses(Careless.class)));
        assertTrue(faults(new ClassFileImporter().importClasses(Careful.class)).isEmpty());
    }

    private static Set<String> faults(Collection<JavaClass> classes) {
        return classes.stream().flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
                .filter(access -> isForbidden(access.getTarget()))
                .map(LocaleTest::sentence)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isForbidden(AccessTarget.CodeUnitAccessTarget target) {
        final String owner = target.getOwner().getName();
        if (!owner.startsWith("java.") || isTold(target.getRawParameterTypes().stream().map(JavaClass::getName))) {
            return false;
        }
        return NEVER.contains(owner + "." + target.getName()) || canBeTold(target.getOwner().reflect(), target.getName());
    }

    /** Whether the JDK has another method or constructor of the name that takes a locale. */
    private static boolean canBeTold(Class<?> owner, String name) {
        final Executable[] overloads = name.equals(JavaConstructor.CONSTRUCTOR_NAME) ? owner.getConstructors() : owner.getMethods();
        return Arrays.stream(overloads)
                .filter(overload -> overload instanceof Constructor || overload.getName().equals(name))
                .anyMatch(overload -> isTold(Arrays.stream(overload.getParameterTypes()).map(Class::getName)));
    }

    private static boolean isTold(Stream<String> parameterTypes) {
        return parameterTypes.anyMatch(Locale.class.getName()::equals);
    }

    private static String sentence(JavaCodeUnitAccess<?> access) {
        return access.getOriginOwner().getName() + " calls " + access.getTarget().getOwner().getName() + "." + access.getTarget().getName();
    }

    /** Everything in here is wrong. */
    private static final class Careless {
        static String print(long number, Function<String, String> next) {
            System.out.printf("%d", number);
            final Function<String, String> upper = String::toUpperCase;
            return upper.andThen(next).apply(String.format("%d", number) + "%d".formatted(number) + new Formatter() + new DecimalFormat("0").format(number));
        }
    }

    private static final class Careful {
        static String print(long number) {
            return String.format(Locale.ROOT, "%d", number).toUpperCase(Locale.ROOT) + new Formatter(Locale.ROOT);
        }
    }
}
