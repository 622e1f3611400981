package flowc.runtime.packet.pcap;

import static flowc.runtime.packet.pcap.PcapngLayout.OPTION_TIME_OFFSET;
import static flowc.runtime.packet.pcap.PcapngLayout.OPTION_TIME_RESOLUTION;

import flowc.runtime.memory.Memory;

/**
 * What an interface's options say of its clock.
 *
 * @param fault why they cannot be read, null when they can
 */
record InterfaceTime(TimestampScale scale, String fault) {
    static InterfaceTime read(PcapngOptions options, boolean swapped) {
        int resolution = TimestampScale.DEFAULT_RESOLUTION;
        long offsetSeconds = 0;
        String fault = null;
        while (fault == null && options.next()) {
            switch (options.code()) {
                case OPTION_TIME_RESOLUTION -> {
                    fault = lengthFault(options, "if_tsresol", Byte.BYTES);
                    resolution = fault == null ? (int) Memory.u8(options.value()) : resolution;
                }
                case OPTION_TIME_OFFSET -> {
                    fault = lengthFault(options, "if_tsoffset", Long.BYTES);
                    offsetSeconds = fault == null ? Words.i64(options.value(), swapped) : offsetSeconds;
                }
                default -> {
                    // Names, addresses, filters: nothing that framing needs.
                }
            }
        }
        return new InterfaceTime(new TimestampScale(resolution, offsetSeconds), fault == null ? options.fault() : fault);
    }

    private static String lengthFault(PcapngOptions options, String name, int bytes) {
        return options.length() == bytes ? null : "an interface's " + name + " has " + options.length() + " bytes, not " + bytes;
    }
}
