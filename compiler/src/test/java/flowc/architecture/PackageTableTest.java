package flowc.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A rule that cannot fail is none: the table's own checks find what is planted. */
class PackageTableTest {
    private static PackageTable table(String... lines) {
        return PackageTable.parse(List.of(lines));
    }

    @Test
    void readsPurposeAndNames() {
        final PackageTable.Row row = table("| package | purpose | may use |", "|---|---|---|", "| `flowc.a` | planned: things | `org.antlr`, `sun.misc` (why) |").row("flowc.a");
        assertTrue(row.isPlanned());
        assertEquals(List.of("org.antlr", "sun.misc"), row.mayUse());
    }

    @Test
    void readsARowThatUsesNothing() {
        assertEquals(List.of(), table("| `flowc.a` | things | |").row("flowc.a").mayUse());
    }

    @Test
    void libraryIsAllowedWithItsSubpackagesAndOursIsNot() {
        final PackageTable.Row row = table("| `flowc.a` | things | `org.antlr`, `flowc.b` |").row("flowc.a");
        assertTrue(row.allows("org.antlr.v4.runtime"));
        assertTrue(row.allows("flowc.b"));
        assertTrue(row.allows("java.util"));
        assertFalse(row.allows("flowc.b.c"));
        assertFalse(row.allows("org.antlrother"));
        assertFalse(row.allows("picocli"));
    }

    @Test
    void findsAnArrowThatPointsDownwards() {
        assertEquals(List.of("flowc.a names flowc.b, which has no row above it"),
            table("| `flowc.a` | one | `flowc.b` |", "| `flowc.b` | other | `flowc.a` |").arrowsDownwards());
    }

    @Test
    void findsAChildThatUsesItsRoot() {
        assertEquals(List.of("flowc.runtime.a must not use its module's root flowc.runtime"),
            table("| `flowc.runtime` | root | |", "| `flowc.runtime.a` | child | `flowc.runtime` |").usesOfOwnRoot());
    }
}
