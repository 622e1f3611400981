package flowc.runtime.packet.pcap;

import flowc.runtime.memory.Memory;
import java.util.Locale;

/** What a file is, told by its first bytes and never by its name. */
enum Content {
    PCAP,
    PCAPNG,
    GZIP,
    ZSTD,
    XZ,
    BZIP2,
    LZ4,
    UNKNOWN;

    /** Bytes that decide. */
    static final int MAGIC_BYTES = 4;

    /** Its first two bytes, the first the higher. */
    static final int GZIP_MAGIC = 0x1f8b;

    /** The bytes are readable until {@code start + bytes}. */
    static Content of(long start, long bytes) {
        return bytes < MAGIC_BYTES ? UNKNOWN : of((int) Memory.u32be(start));
    }

    /** The same by the first {@link #MAGIC_BYTES}, the first the highest. */
    static Content of(int magic) {
        if (PcapFraming.isMagic(magic) || PcapFraming.isMagic(Integer.reverseBytes(magic))) {
            return PCAP;
        }
        return switch (magic) {
            case PcapngLayout.SECTION -> PCAPNG;
            case 0x28b52ffd -> ZSTD;
            case 0xfd377a58 -> XZ;
            case 0x04224d18 -> LZ4;
            default -> ofShortMagic(magic);
        };
    }

    private static Content ofShortMagic(int magic) {
        if (magic >>> 16 == GZIP_MAGIC) {
            return GZIP;
        }
        return magic >>> 8 == 0x425a68 ? BZIP2 : UNKNOWN;
    }

    /** Why bytes of this kind are not read; for kinds that are no capture. */
    static String refusal(Content content, long start, long bytes) {
        return switch (content) {
            case GZIP -> "holds gzip data within gzip data: unpack it once first";
            case ZSTD -> "is packed with zstd: unpack it first (zstd -d)";
            case XZ -> "is packed with xz: unpack it first (xz -d)";
            case BZIP2 -> "is packed with bzip2: unpack it first (bzip2 -d)";
            case LZ4 -> "is packed with lz4: unpack it first (lz4 -d)";
            case PCAP, PCAPNG, UNKNOWN -> bytes == 0 ? "is empty" : "is not a capture file (pcap or pcapng): it starts with " + firstBytes(start, bytes);
        };
    }

    private static String firstBytes(long start, long bytes) {
        final StringBuilder text = new StringBuilder();
        for (long i = 0; i < Math.min(bytes, MAGIC_BYTES); i++) {
            text.append(i == 0 ? "" : " ").append(String.format(Locale.ROOT, "%02x", Memory.u8(start + i)));
        }
        return text.toString();
    }
}
