package flowc.runtime.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class RowPassesTest {
    @Test
    void aRehearsalGivesTurnsThatNoPassHasAndLeavesNoTrace() {
        try (TestTable test = new TestTable(0, 0)) {
            final RowPasses passes = test.table.passes();
            final int pass = passes.add();
            final long old = test.touch(1, 10);
            final long marks = RowStore.marks(old);
            passes.rehearse();
            assertNotEquals(0, passes.unsettled(old));
            final long fresh = test.touch(2, 20);
            assertEquals(old, test.touch(1, 20));
            assertEquals(fresh, test.touch(2, 21), "a row made meanwhile has turns, too");
            assertEquals(2, test.turns.size());
            assertTrue(test.turns.stream().allMatch(turns -> (turns & RowStore.PASSES >>> RowStore.PASS_SHIFT) == 0), "but not of a pass: " + test.turns);
            passes.endRehearsal();
            assertTrue(passes.unsettled(old) == 0 && passes.unsettled(fresh) == 0);
            assertEquals(0, passes.running());
            assertEquals(List.of(marks, marks), List.of(RowStore.marks(old), RowStore.marks(fresh)));
        }
    }

    @Test
    void aPassMayBeginInARehearsalAndEndAfterIt() {
        try (TestTable test = new TestTable(0, 0)) {
            final RowPasses passes = test.table.passes();
            final int pass = passes.add();
            final long row = test.touch(1, 10);
            final long other = test.touch(2, 10);
            passes.rehearse();
            passes.begin(pass);
            test.touch(1, 20);
            passes.endRehearsal();
            assertEquals(0, passes.unsettled(row), "had its turn");
            assertNotEquals(0, passes.unsettled(other), "still awaits it");
            assertNotEquals(0, passes.running());
            test.turns.clear();
            test.touch(1, 30);
            test.touch(2, 30);
            assertEquals(List.of(1L << pass), test.turns);
        }
    }
}
