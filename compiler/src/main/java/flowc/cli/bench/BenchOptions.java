package flowc.cli.bench;

import flowc.launch.Choices;
import flowc.launch.CommonOptions;
import flowc.load.Extent;
import flowc.load.IntervalReports;
import flowc.load.LoadInterval;
import flowc.load.LoadSettings;
import flowc.load.Traffic;
import flowc.runtime.EngineSettings;
import flowc.runtime.InvalidSetting;
import flowc.runtime.Quantity;
import flowc.runtime.export.OutputOptions.Format;
import java.math.BigInteger;
import java.util.function.Consumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** The options of {@code flowc bench}, whatever the tracker. */
final class BenchOptions {
    private static final long DEFAULT_WARMUP = 4_000_000;
    /** What a ring of the kernel holds in 8 MiB (AF_PACKET, short packets). */
    private static final long DEFAULT_QUEUE = 65_536;
    private static final double DEFAULT_SECONDS = 5;
    /** The least that Ethernet has. */
    private static final long USUAL_PACKET_BYTES = 60;
    private static final long MILLION = 1_000_000;
    /** Longer than the idle timeout of most trackers, so that as many new flows end as begin. */
    private static final long CHURN_WARMUP_SECONDS = 35;
    private static final double MAX_SECONDS = 86_400;
    private static final double LEAST_REPORT_SECONDS = 0.01;
    /** More than a year's at the highest rate. */
    private static final long MOST_PACKETS = 1_000_000_000_000_000L;

    @Option(names = "--flows", paramLabel = "N", defaultValue = "1M", converter = Count.class, description = "Steady flows (default: 1M). Numbers may have units: 250k, 10M.")
    long flows;

    @Option(names = "--packet-size", paramLabel = "BYTES", converter = Count.class, description = "Length of every packet, without frame check sequence (default: 60, with IPv6 62).")
    Long packetBytes;

    @Option(names = "--zipf", paramLabel = "S", defaultValue = "0", converter = Decimal.class,
            description = "Exponent of the flows' frequencies by Zipf's law; 0 (default): every flow gets as many packets.")
    double zipf;

    @Option(names = "--new-flows-per-second", paramLabel = "R", defaultValue = "0", converter = Count.class,
            description = "New flows of one packet each, on top of the steady ones, per second of the capture clock (default: 0).")
    long newFlows;

    @Option(names = "--ipv6", paramLabel = "SHARE", defaultValue = "0", converter = Decimal.class, description = "Share of the flows that are IPv6, 0 to 1 (default: 0).")
    double ipv6;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "1", converter = Count.class, description = "Threads that handle packets (default: 1).")
    long workers;

    @Option(names = "--split", description = "With several workers: packets come in a queue for each. Without it workers hand them to each other.")
    boolean split;

    @Option(names = "--relaxed-order", description = "With several workers, spread tables that look each other's rows up too, as 'flowc run --relaxed-order' does.")
    boolean relaxedOrder;

    @Option(names = "--rate", paramLabel = "PPS", converter = Count.class,
            description = "Packets per second of the capture clock (default: 1M, or as many as there are flows).")
    Long rate;

    @Option(names = "--paced", description = "Packets come in real time at --rate; what finds the queue full is lost. Without it they come as fast as they are taken.")
    boolean paced;

    @Option(names = "--queue", paramLabel = "PACKETS", converter = Count.class, description = "With --paced: packets that can wait (default: 65536).")
    Long queue;

    @Option(names = "--seconds", paramLabel = "S", converter = Decimal.class, description = "How long to measure (default: 5).")
    Double seconds;

    @Option(names = "--packets", paramLabel = "N", converter = Count.class, description = "Measure N packets instead.")
    Long packets;

    @Option(names = "--warmup", paramLabel = "PACKETS", converter = Count.class,
            description = "Packets before measuring, after one of each flow (default: 4M, with new flows 35 s of the capture clock).")
    Long warmup;

    @Option(names = "--seed", paramLabel = "NUMBER", defaultValue = "42", converter = Seed.class, description = "Seed of the traffic (default: 42).")
    long seed;

    @Option(names = "--clock", description = "Watch the machine's own stalls with a thread that only reads the clock. --paced does so anyway.")
    boolean clock;

    @Option(names = "--report-every", paramLabel = "S", converter = Decimal.class,
            description = "Report every S seconds what was measured since the report before: a line of text, or with --format json an object.")
    Double reportSeconds;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", converter = Choices.OfFormat.class, description = "text (default): for people. json: one object on one line.")
    Format format;

    @Option(names = "--no-progress", description = "No progress line, even on a terminal.")
    boolean noProgress;

    @Mixin
    final CommonOptions common = new CommonOptions();

    /** @throws InvalidSetting for a value out of its range */
    LoadSettings settings() {
        within("--flows", flows, 1, Traffic.MAX_FLOWS);
        within("--ipv6", ipv6, 1);
        within("--zipf", zipf, Traffic.MAX_ZIPF);
        final long bytes = packetBytes == null ? Math.max(USUAL_PACKET_BYTES, Traffic.leastPacketBytes(ipv6)) : packetBytes;
        within("--packet-size", bytes, Traffic.leastPacketBytes(ipv6), Traffic.MAX_PACKET_BYTES);
        final long packetsPerSecond = rate == null ? Math.min(Math.max(MILLION, flows), Traffic.MAX_PACKETS_PER_SECOND) : rate;
        within("--rate", packetsPerSecond, 1, Traffic.MAX_PACKETS_PER_SECOND);
        require(newFlows <= packetsPerSecond, "--new-flows-per-second expects at most --rate, since each new flow is a packet: got " + newFlows + " at a rate of " + packetsPerSecond);
        require(paced || queue == null, "--queue needs --paced: otherwise packets come when they are taken, and none waits");
        final long queuePackets = queue == null ? DEFAULT_QUEUE : queue;
        within("--queue", queuePackets, 1, 1 << 24);
        require(!split || workers != 1, "--split needs --workers 2 or more: each worker has a queue then");
        require(!relaxedOrder || !split, "--split and --relaxed-order exclude each other: split packets are not handed to other workers");
        within("--workers", workers, 1, EngineSettings.MOST_WORKERS);
        require(!split || workers <= flows, "--split with --workers " + workers + " needs --flows " + workers + " or more: each queue has flows of its own");
        final Traffic traffic = new Traffic(flows, (int) bytes, zipf, newFlows, packetsPerSecond, ipv6, seed);
        return new LoadSettings(traffic, extent(packetsPerSecond), (int) workers, split, paced, (int) queuePackets, paced || clock);
    }

    /** @throws InvalidSetting for a value out of its range */
    IntervalReports reports(Consumer<LoadInterval> reader) {
        if (reportSeconds == null) {
            return IntervalReports.NONE;
        }
        require(reportSeconds >= LEAST_REPORT_SECONDS && reportSeconds <= MAX_SECONDS, "--report-every expects " + LEAST_REPORT_SECONDS + " to " + (long) MAX_SECONDS + ", got " + reportSeconds);
        return new IntervalReports((long) (reportSeconds * 1e9), reader);
    }

    private Extent extent(long packetsPerSecond) {
        final double wanted = seconds == null ? DEFAULT_SECONDS : seconds;
        require(wanted > 0 && wanted <= MAX_SECONDS, "--seconds expects more than 0 and at most " + (long) MAX_SECONDS + ", got " + wanted);
        if (packets != null) {
            require(seconds == null, "--seconds and --packets exclude each other");
            within("--packets", packets, 1, MOST_PACKETS);
        }
        if (warmup != null) {
            within("--warmup", warmup, 0, MOST_PACKETS);
        }
        final long usual = newFlows == 0 ? DEFAULT_WARMUP : Math.max(DEFAULT_WARMUP, CHURN_WARMUP_SECONDS * packetsPerSecond);
        return new Extent(warmup == null ? usual : warmup, packets == null ? Long.MAX_VALUE : packets, packets == null ? (long) Math.ceil(wanted * 1e9) : Long.MAX_VALUE);
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new InvalidSetting(message);
        }
    }

    private static void within(String option, long value, long least, long most) {
        require(value >= least && value <= most, option + " expects " + least + " to " + most + ", got " + value);
    }

    private static void within(String option, double value, double most) {
        require(value >= 0 && value <= most, option + " expects 0 to " + (long) most + ", got " + value);
    }

    static final class Count implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Quantity.count(text).filter(value -> value.signum() >= 0 && value.bitLength() < Long.SIZE).map(BigInteger::longValue)
                    .orElseThrow(() -> new TypeConversionException("expected a whole number such as 1000 or 10M, got '" + text + "'"));
        }
    }

    static final class Decimal implements ITypeConverter<Double> {
        @Override
        public Double convert(String text) {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException _) {
                throw new TypeConversionException("expected a number such as 1 or 0.5, got '" + text + "'");
            }
        }
    }

    static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return Quantity.count(text).filter(value -> value.bitLength() <= Long.SIZE).map(BigInteger::longValue)
                    .orElseThrow(() -> new TypeConversionException("expected a whole number of at most 64 bits, got '" + text + "'"));
        }
    }
}
