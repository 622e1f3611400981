package flowc.runtime.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class PlainTextTest {
    @Test
    void letsNothingSteerATerminalOrTurnText() {
        assertEquals("a\uFFFD]0;x\uFFFDb", PlainText.of("a\u001b]0;x\u0007b"));
        assertEquals("\uFFFD".repeat(6), PlainText.of("\n\r\t\u0000\u007f\u009b"));
        assertEquals("\uFFFD".repeat(14), PlainText.of("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"));
    }

    @Test
    void keepsLinesThatAreMeant() {
        assertEquals("error\nhelp: \uFFFD[2J", PlainText.lines("error\nhelp: \u001b[2J"));
    }

    @Test
    void leavesWhatIsSeen() {
        for (final String text : new String[] {"", "a b.pcap", "Grüße, 日本 🎉", "שלום", "\u00a0\u200d\ufeff"}) {
            assertSame(text, PlainText.of(text));
        }
    }
}
