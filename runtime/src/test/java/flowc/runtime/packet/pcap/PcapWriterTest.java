package flowc.runtime.packet.pcap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PcapWriterTest {
    @Test
    void writesLittleEndianNanoseconds() throws IOException {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (PcapWriter writer = new PcapWriter(out, 113)) {
            writer.write(2_000_000_003L, new byte[] {7}, 64);
        }
        assertEquals(
                "4d3cb2a1" + "02000400" + "00000000" + "00000000" + "00000400" + "71000000" + "02000000" + "03000000" + "01000000" + "40000000" + "07",
                HexFormat.of().formatHex(out.toByteArray()));
    }

    @Test
    void refusesWhatPcapCannotSay() throws IOException {
        try (PcapWriter writer = new PcapWriter(new ByteArrayOutputStream(), 1)) {
            assertThrows(IllegalArgumentException.class, () -> writer.write(-1, new byte[1]));
            assertThrows(IllegalArgumentException.class, () -> writer.write(4_294_967_296_000_000_000L, new byte[1]));
            assertThrows(IllegalArgumentException.class, () -> writer.write(1, new byte[2], 1));
            assertThrows(IllegalArgumentException.class, () -> writer.write(1, new byte[262_145]));
        }
    }
}
