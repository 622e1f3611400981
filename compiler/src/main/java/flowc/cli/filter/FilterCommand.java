package flowc.cli.filter;

import flowc.filter.spec.LinkType;
import flowc.launch.Choices;
import flowc.launch.CommonOptions;
import flowc.launch.Console;
import flowc.launch.ExitCode;
import flowc.runtime.InvalidSetting;
import flowc.runtime.export.OutputOptions.Format;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The options of {@code flowc filter}, and which of its works they ask for. */
@Command(name = "filter", sortOptions = false, abbreviateSynopsis = true,
        customSynopsis = {
            "flowc filter 'EXPR' -r FILE... [-w FILE | --count] [options]",
            "       flowc filter --expressions FILE -r FILE...",
            "       flowc filter -d 'EXPR' [--link-type NAME] [--emit WHAT]"},
        description = {
            "Finds the packets of captures that a pcap-filter expression, as tcpdump takes it, accepts: lists, counts or writes them.",
            "The expression is compiled to JVM bytecode for each link type that the captures have."},
        optionListHeading = "%nOptions:%n", footerHeading = "%nExamples:%n",
        footer = {
            "  flowc filter 'tcp port 443 and host 10.1.2.3' -r monday.pcap",
            "  flowc filter 'udp port 53' -r monday.pcap tuesday.pcapng --count",
            "  flowc filter 'vlan 7 and ip6' -r big.pcapng -w small.pcapng",
            "  flowc filter -d 'tcp[tcpflags] & tcp-syn != 0' --emit bpf",
            "  tcpdump -w - | flowc filter 'icmp' -r - -w - | wireshark -k -i -"})
public final class FilterCommand implements Callable<Integer> {
    @Parameters(paramLabel = "EXPR", arity = "0..*", description = "The expression; several words are joined with spaces. '' is every packet.")
    List<String> words = new ArrayList<>();

    @Option(names = {"-r", "--read"}, arity = "1..*", paramLabel = "FILE",
            description = "Capture files (pcap, pcapng; told by content). A folder stands for its captures by name, - for stdin.")
    List<String> captures = new ArrayList<>();

    @Option(names = {"-w", "--write"}, paramLabel = "FILE",
            description = "Write what matches to a .pcap or .pcapng file; another name, and - for stdout, is of the kind of the first capture.")
    String target;

    @Option(names = {"-c", "--count"}, description = "Print how many packets match: N, or FILE<TAB>N for several captures.")
    boolean count;

    @Option(names = "--format", paramLabel = "text|json", defaultValue = "text", converter = Choices.OfFormat.class, description = "How packets are listed or counted (default: text).")
    Format format = Format.TEXT;

    @Option(names = "--expressions", paramLabel = "FILE",
            description = "Expressions, one a line ('#' comments, '<empty>' the empty one). Prints expression, file, count and hash, with tabs between.")
    Path expressions;

    @Option(names = "--snaplen", paramLabel = "N", description = "Write at most N bytes of a packet; what a BPF program returns.")
    Long snaplen;

    @Option(names = "--netmask", paramLabel = "M", description = "Netmask for 'ip broadcast', as 255.255.255.0 or 0xffffff00.")
    String netmask;

    @Option(names = "--link-type", paramLabel = "NAME", description = "Link type to explain for (default: EN10MB); with -r, what to take all packets for.")
    String linkType;

    @Option(names = "--resolve", description = "Look host names up. Without it they are an error.")
    boolean resolve;

    @Option(names = "--explain", description = "Also say on stderr what the expression means, in words, with notes on the usual traps.")
    boolean explain;

    @Option(names = "-d", description = "Explain: in words, as IR, as bytecode. With --emit bpf, -d -dd -ddd print as tcpdump does; -dd and -ddd mean bpf.")
    boolean[] dump = new boolean[0];

    @Option(names = "--emit", paramLabel = "WHAT", converter = Emit.Converter.class, description = "With -d, only one of: words, ir, bytecode, bpf.")
    Emit emit;

    @Option(names = "--live", description = "With --emit bpf: for a socket of Linux, which says inbound or outbound. VLAN tags are looked for in the packet.")
    boolean live;

    @Mixin
    final CommonOptions common = new CommonOptions();

    @Spec
    private CommandSpec spec;

    private final Console console;

    public FilterCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        try {
            requireOneWork();
            if (explains()) {
                return new ExplainWork(this, console).run();
            }
            return expressions != null ? new ExpressionsWork(this, console).run() : new PacketWork(this, console).run();
        } catch (InvalidSetting e) {
            console.error(e.getMessage(), common.color());
            return ExitCode.USAGE;
        } catch (FilterMaker.Refused e) {
            final Optional<String> number = numberOfCount();
            if (number.isPresent()) {
                console.error("-c takes no number: it prints how many packets match", common.color());
                console.err().println("help: for the first " + number.get() + " packets leave it out and write '| head -n " + number.get() + "' behind the command");
            } else {
                console.err().println(e.getMessage());
            }
            return ExitCode.USAGE;
        }
    }

    /** The number behind {@code -c}, as tcpdump takes it there; here it is a word of the expression. */
    private Optional<String> numberOfCount() {
        final List<String> arguments = spec.commandLine().getParseResult().originalArgs();
        final int option = Math.max(arguments.indexOf("-c"), arguments.indexOf("--count"));
        return option < 0 || option + 1 == arguments.size() ? Optional.empty() : Optional.of(arguments.get(option + 1)).filter(word -> word.matches("[0-9]{1,18}"));
    }

    boolean explains() {
        return dump.length > 0 || emit != null;
    }

    /** What was given with --link-type. */
    Optional<LinkType> linkType() {
        if (linkType == null) {
            return Optional.empty();
        }
        return Optional.of(LinkType.named(linkType).orElseThrow(() -> new InvalidSetting("--link-type expects a name such as EN10MB, LINUX_SLL or RAW, got '" + linkType + "'")));
    }

    /** The expression as one text. */
    String expression() {
        return String.join(" ", words);
    }

    private void requireOneWork() {
        if (words.isEmpty() && expressions == null) {
            throw new InvalidSetting("no expression given: flowc filter 'tcp port 80' -r capture.pcap ('' for every packet)");
        }
        require(words.isEmpty() || expressions == null, "an expression and --expressions exclude each other");
        require(!explains() || expressions == null, "-d explains one expression, not those of a file");
        require(!explains() || captures.isEmpty(), "-d reads no captures: leave -r out, or -d");
        require(explains() || !captures.isEmpty(), "nothing to read: give captures with -r FILE, or -d to explain the expression");
        require(target == null || !count, "-w and --count exclude each other");
        require(expressions == null || target == null && !count, "--expressions prints counts: leave -w and --count out");
        require(format == Format.TEXT || target == null && expressions == null && !explains(), "--format json is for lists and counts: leave it out");
        require(snaplen == null || snaplen >= 1 && snaplen <= Integer.MAX_VALUE, "--snaplen expects 1 or more: a snaplen of 0 rejects all packets");
        captures.stream().filter(capture -> capture.startsWith("-") && capture.length() > 1).findFirst().ifPresent(capture -> {
            throw new UnmatchedArgumentException(spec.commandLine(), List.of(capture));
        });
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new InvalidSetting(message);
        }
    }
}
