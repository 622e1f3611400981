package flowc.runtime.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class TextBufferTest {
    private static final byte[] HUGE = new byte[100_000];

    private final TextBuffer text = new TextBuffer(16);

    private byte[] write(byte[] bytes) {
        text.put(bytes, 0, bytes.length);
        final byte[] place = text.bytes();
        text.clear();
        return place;
    }

    @Test
    void keepsItsMemoryWhileHugeTextsComeAgainAndAgain() {
        final byte[] place = write(HUGE);
        for (int i = 0; i < 1_000; i++) {
            assertSame(place, write(i % 10 == 0 ? HUGE : new byte[10]));
        }
    }

    @Test
    void givesTheMemoryOfAHugeTextBackWhenNoOtherComes() {
        write(HUGE);
        for (int i = 0; i < 1_000; i++) {
            write(new byte[10]);
        }
        assertEquals(16, text.bytes().length);
    }
}
