package flowc.compiler.bytecode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.ir.TestPrograms;
import java.lang.ref.WeakReference;
import org.junit.jupiter.api.Test;

final class ProgramLoaderTest {
    @Test
    void twoProgramsOfOneNameLiveBesideEachOther() throws CodeTooLargeException {
        final byte[] bytes = ClassEmitter.emit(TestPrograms.program()).bytes();
        final Class<?> first = ProgramLoader.load(TestPrograms.CLASS_NAME, bytes);
        final Class<?> second = ProgramLoader.load(TestPrograms.CLASS_NAME, bytes);
        assertEquals(first.getName(), second.getName());
        assertNotSame(first, second);
    }

    @Test
    void aProgramThatNothingUsesIsUnloaded() throws CodeTooLargeException {
        final WeakReference<Class<?>> program = new WeakReference<>(ProgramLoader.load(TestPrograms.CLASS_NAME, ClassEmitter.emit(TestPrograms.program()).bytes()));
        for (int i = 0; i < 20 && program.get() != null; i++) {
            System.gc();
        }
        assertTrue(program.refersTo(null));
    }

    @Test
    void theListingShowsCodeLinesAndSource() throws CodeTooLargeException {
        final String listing = BytecodePrinter.print(ClassEmitter.emit(TestPrograms.program()).bytes());
        assertTrue(listing.contains("// compiled from: test.flow"), listing);
        assertTrue(listing.contains("public final rank(JJ)J"), listing);
        assertTrue(listing.contains("LRETURN"), listing);
    }
}
