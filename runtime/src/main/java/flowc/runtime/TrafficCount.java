package flowc.runtime;

import flowc.runtime.RunSummary.CaptureSpan;
import flowc.runtime.memory.Memory;
import flowc.runtime.packet.PacketBurst;
import flowc.runtime.packet.PacketLayout;
import flowc.runtime.packet.PacketSource.Damage;
import java.util.List;
import java.util.Optional;

/** Counts packets and bytes as they come in. One worker's own. */
final class TrafficCount {
    private long packets;
    private long wireBytes;
    private long captureBytes;
    private long firstTime;
    private long lastTime = Long.MIN_VALUE;

    void add(PacketBurst burst) {
        final long end = burst.address() + burst.count() * PacketLayout.BYTES;
        long wire = 0;
        long captured = 0;
        long last = lastTime;
        for (long packet = burst.address(); packet < end; packet += PacketLayout.BYTES) {
            wire += Memory.u32(packet + PacketLayout.WIRE_LENGTH_OFFSET);
            captured += Memory.u32(packet + PacketLayout.CAPTURE_LENGTH_OFFSET);
            last = Math.max(last, Memory.i64(packet + PacketLayout.TIME_OFFSET));
        }
        if (packets == 0 && burst.count() > 0) {
            firstTime = Memory.i64(burst.address() + PacketLayout.TIME_OFFSET);
        }
        packets += burst.count();
        wireBytes += wire;
        captureBytes += captured;
        lastTime = last;
    }

    long packets() {
        return packets;
    }

    RunSummary.Traffic summary(List<Damage> damages) {
        final Optional<CaptureSpan> span = packets == 0 ? Optional.empty() : Optional.of(new CaptureSpan(firstTime, lastTime));
        return new RunSummary.Traffic(packets, wireBytes, captureBytes, span, damages);
    }
}
