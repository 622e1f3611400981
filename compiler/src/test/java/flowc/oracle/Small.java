package flowc.oracle;

import flowc.compiler.Compiler;
import flowc.compiler.Modules;
import flowc.compiler.source.Source;
import flowc.runtime.packet.MemorySource;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/** Small packets and runs for tests that are written by hand. */
final class Small {
    static final long MILLISECOND = 1_000_000;

    private Small() {}

    /** A UDP packet of 10.0.0.{@code from} to 10.0.0.{@code to}, from and to port 53. */
    static Packet udp(long time, int from, int to) {
        return new Packet(time, List.of(), true, new Address(4, from), new Address(4, to), List.of(), Packet.UDP, 53, 53, 0, 64, 0, false, 0, 20, 0, Integer.MAX_VALUE);
    }

    static Packet icmp(long time, int from, int to) {
        return new Packet(time, List.of(), true, new Address(4, from), new Address(4, to), List.of(), Packet.ICMP, 0, 0, 0, 64, 0, false, 0, 20, 0, Integer.MAX_VALUE);
    }

    static CompiledRun run(String text, Packet... packets) {
        return CompiledRun.run(CompiledRun.compile(text), CompiledRun.frames(List.of(packets)));
    }

    /** Packets in hex, 1 ns apart. */
    static CompiledRun run(String text, int linkType, List<String> packets) {
        return CompiledRun.run(CompiledRun.compile(text), IntStream.range(0, packets.size()).mapToObj(i -> {
            final byte[] bytes = HexFormat.of().parseHex(packets.get(i));
            return new MemorySource.Packet(i, linkType, 0, bytes.length, bytes);
        }).toList());
    }

    static List<String> records(String text, Packet... packets) {
        return records(run(text, packets));
    }

    /** Records without their time, which stands second in them. */
    static List<String> records(CompiledRun run) {
        return run.records().stream().map(record -> record.replaceFirst(",\"time\":\"[^\"]*\"", "").replaceFirst("\"record\":", "")).toList();
    }

    /** Messages of what is wrong with a text. */
    static List<String> errors(String text) {
        return Compiler.compile(new Source("wrong.flow", text), new Modules()).diagnostics().stream().map(diagnostic -> diagnostic.message()).toList();
    }
}
