package flowc.compiler.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestTest {
    @Test
    void findsTheNameWithTheFewestEdits() {
        assertEquals(Optional.of("dscp"), Nearest.of("dscq", List.of("src", "dscp", "desc")));
        assertEquals(Optional.of("packets"), Nearest.of("pakcets", List.of("bytes", "packets")));
        assertEquals(Optional.of("acknowledgment"), Nearest.of("aknowlegement", List.of("acknowledgment")));
    }

    @Test
    void takesTheFirstOfEquals() {
        assertEquals(Optional.of("dst"), Nearest.of("dxt", List.of("dst", "dct")));
    }

    @Test
    void findsNothingFarAway() {
        assertEquals(Optional.empty(), Nearest.of("ttl", List.of("checksum", "length")));
        assertEquals(Optional.empty(), Nearest.of("a", List.of("b", "c")));
        assertEquals(Optional.empty(), Nearest.of("on", List.of("xy")));
        assertEquals(Optional.empty(), Nearest.of("", List.of("a")));
    }

    @Test
    void doesNotSuggestTheNameItself() {
        assertEquals(Optional.empty(), Nearest.of("packets", List.of("packets")));
    }

    @Test
    void countsASwapOfNeighboursOnce() {
        assertEquals(1, Nearest.edits("dts", "dst"));
        assertEquals(2, Nearest.edits("ab", ""));
        assertEquals(3, Nearest.edits("kitten", "sitting"));
    }
}
