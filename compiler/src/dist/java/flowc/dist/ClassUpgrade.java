package flowc.dist;

import java.io.ByteArrayInputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.constant.ClassDesc;
import java.util.Map;

/**
 * Rewrites class files older than Java 6 as Java 17 ones, with stack maps. The AOT cache refuses classes without stack maps, and
 * picocli's are of Java 5: with them rewritten, {@code flowc --help} starts in less than half the time. Newer ones lose their
 * {@link PatternSwitches}.
 */
final class ClassUpgrade {
    private static final int TARGET_MAJOR = ClassFile.JAVA_17_VERSION;
    private final ClassFile context;

    /** @param classFiles entry name ({@code a/b/C.class}) to bytes, of all classes that the upgraded ones may refer to outside of the JDK */
    ClassUpgrade(Map<String, byte[]> classFiles) {
        final ClassHierarchyResolver ours = ClassHierarchyResolver.ofResourceParsing((ClassDesc type) -> {
            final byte[] bytes = classFiles.get(entryName(type));
            return bytes == null ? null : new ByteArrayInputStream(bytes);
        });
        context = ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(ours.orElse(ClassHierarchyResolver.defaultResolver())),
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
    }

    /** Returns the class in a form of which the AOT cache keeps all; a class that is in such a form is returned as it is. */
    byte[] upgrade(byte[] classFile) {
        final ClassModel model = context.parse(classFile);
        if (model.majorVersion() >= ClassFile.JAVA_6_VERSION) {
            return new PatternSwitches(context).replace(classFile);
        }
        // A body must be rebuilt element by element: copied as a block it would keep its missing stack map.
        final CodeTransform rebuild = (code, element) -> code.with(element);
        final ClassTransform version = (builder, element) -> {
            switch (element) {
                case ClassFileVersion _ -> builder.withVersion(TARGET_MAJOR, 0);
                default -> builder.with(element);
            }
        };
        return context.transformClass(model, version.andThen(ClassTransform.transformingMethodBodies(rebuild)));
    }

    private static String entryName(ClassDesc type) {
        final String descriptor = type.descriptorString();
        return descriptor.substring(1, descriptor.length() - 1) + ".class";
    }
}
