package flowc.launch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class StandardInputTest {
    @Test
    void handsOnEveryByte() throws IOException {
        final byte[] bytes = new byte[3_000_000];
        new Random(5).nextBytes(bytes);
        final StandardInput input = new StandardInput(new ByteArrayInputStream(bytes));
        assertEquals(bytes[0] & 0xff, input.read());
        assertArrayEquals(java.util.Arrays.copyOfRange(bytes, 1, bytes.length), input.readAllBytes());
        assertEquals(-1, input.read());
        assertFalse(input.end(), "it has ended already");
        assertFalse(input.endedEarly());
    }

    @Test
    void endsWhenToldToWhileItsWriterIsSilent() throws IOException {
        try (PipedOutputStream writer = new PipedOutputStream(); PipedInputStream pipe = new PipedInputStream(writer, 1000)) {
            final StandardInput input = new StandardInput(pipe);
            writer.write(new byte[] {1, 2, 3});
            assertEquals(1, input.read());
            assertTrue(input.end());
            assertArrayEquals(new byte[] {2, 3}, input.readAllBytes());
            assertTrue(input.endedEarly());
        }
    }

    @Test
    void isNotEndedBeforeAnybodyReads() {
        assertFalse(new StandardInput(InputStream.nullInputStream()).end());
    }

    @Test
    void passesFailuresOn() {
        final StandardInput input = new StandardInput(new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Is a directory");
            }
        });
        assertEquals("Is a directory", assertThrows(IOException.class, input::read).getMessage());
    }

    @Test
    @Timeout(60)
    void passesErrorsOnToo() {
        final StandardInput input = new StandardInput(new InputStream() {
            @Override
            public int read() {
                throw new OutOfMemoryError("Java heap space");
            }
        });
        assertEquals("Java heap space", assertThrows(OutOfMemoryError.class, input::read).getMessage());
    }
}
