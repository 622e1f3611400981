package flowc.truth;

import java.util.Map;

/** A conversation without orientation: the endpoint that sorts first is {@code a}. Equal for both ways of telling it. */
record Conversation(String protocol, String a, int portA, String b, int portB) {
    /** The conversation of these two; {@code swapped} says whether the first given is {@link #b}. */
    static Oriented of(String protocol, String first, int firstPort, String second, int secondPort) {
        final int order = first.equals(second) ? Integer.compare(firstPort, secondPort) : first.compareTo(second);
        return order <= 0
                ? new Oriented(new Conversation(protocol, first, firstPort, second, secondPort), false)
                : new Oriented(new Conversation(protocol, second, secondPort, first, firstPort), true);
    }

    record Oriented(Conversation conversation, boolean swapped) {
        void add(Map<Conversation, Volume> volumes, Volume volume) {
            volumes.merge(conversation, swapped ? volume.swapped() : volume, Volume::plus);
        }
    }

    /** Packets and wire bytes each way. */
    record Volume(long packetsAb, long packetsBa, long bytesAb, long bytesBa) {
        Volume swapped() {
            return new Volume(packetsBa, packetsAb, bytesBa, bytesAb);
        }

        Volume plus(Volume other) {
            return new Volume(packetsAb + other.packetsAb, packetsBa + other.packetsBa, bytesAb + other.bytesAb, bytesBa + other.bytesBa);
        }

        long packets() {
            return packetsAb + packetsBa;
        }
    }
}
