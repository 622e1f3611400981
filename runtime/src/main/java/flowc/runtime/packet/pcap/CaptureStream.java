package flowc.runtime.packet.pcap;

import flowc.runtime.packet.PacketBurst;

/** A capture that comes in while it is read: unpacked from gzip, or through a pipe. Its thread is the window's, packets are framed by the caller's. */
final class CaptureStream implements Capture {
    private final StreamWindow window;
    private final Interfaces interfaces;
    private Framing framing;
    private boolean whole;
    private boolean passesOthers;

    CaptureStream(StreamWindow window, Interfaces interfaces) {
        this.window = window;
        this.interfaces = interfaces;
    }

    @Override
    public void fill(PacketBurst burst) {
        boolean goesOn = true;
        while (goesOn) {
            // First, since more may come between the two.
            whole = window.isWhole();
            final long bytes = window.bytes();
            frame(burst, bytes);
            goesOn = burst.count() == 0 && waits() && window.await(bytes, framing == null ? 0 : framing.neededBytes());
        }
    }

    private void frame(PacketBurst burst, long bytes) {
        recognise(bytes);
        if (framing != null && !framing.isStopped()) {
            framing.grow(bytes, !whole);
            framing.fill(burst);
        }
    }

    private void recognise(long bytes) {
        if (framing == null && (whole || bytes >= PcapLayout.FILE_HEADER_BYTES)) {
            framing = Capture.framing(window.address(), bytes, interfaces);
            if (passesOthers) {
                framing.passOthers();
            }
        }
    }

    @Override
    public boolean begins() {
        whole = window.isWhole();
        final long bytes = window.bytes();
        recognise(bytes);
        if (framing == null) {
            window.await(bytes, 0);
        }
        return framing != null;
    }

    @Override
    public void passOthers() {
        passesOthers = true;
    }

    @Override
    public Framing framing() {
        return framing;
    }

    @Override
    public boolean waits() {
        return !whole && (framing == null || !framing.isStopped());
    }

    @Override
    public Stop stop() {
        if (framing.isStopped()) {
            window.discardRest();
        }
        return Capture.stop(framing.stop(), window.fault(), framing, window.bytes());
    }

    @Override
    public long offset() {
        return framing == null ? 0 : framing.passed();
    }

    @Override
    public long bytesRead(long size) {
        return size == 0 ? offset() : Math.min(size, window.taken());
    }

    @Override
    public void release(long offset) {
        window.release(offset);
    }

    @Override
    public void close() {
        window.close();
    }
}
