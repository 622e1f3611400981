package flowc.compiler.semantics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.types.Type;
import flowc.compiler.types.Types;
import flowc.runtime.table.EndReason;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compiler's types know nothing of the runtime, so what both have is held equal here. */
class ReasonTest {
    @Test
    void hasTheRuntimesReasonsByTheirNumbers() {
        final List<Type.Member> reasons = Stream.of(EndReason.values()).map(reason -> new Type.Member(reason.name().toLowerCase(Locale.ROOT), reason.ordinal())).toList();
        assertEquals(reasons, Types.REASON.members());
    }
}
