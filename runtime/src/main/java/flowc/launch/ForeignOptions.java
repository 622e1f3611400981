package flowc.launch;

import java.util.Map;

/** Options of tcpdump and tshark that people type from habit, and what to do about them here. */
final class ForeignOptions {
    private static final String NO_NAMES = "addresses and ports are always written as numbers: leave it out";
    private static final String ONE_FORM = "there is one form of output, and --format json: leave it out";

    private static final Map<String, String> ROWS = Map.ofEntries(Map.entry("-n", NO_NAMES), Map.entry("-nn", NO_NAMES), Map.entry("-N", NO_NAMES),
            Map.entry("-i", "captures are read, and what another program writes: 'tcpdump -i eth0 -U -w - | flowc … -r -'"),
            Map.entry("-v", ONE_FORM), Map.entry("-vv", ONE_FORM), Map.entry("-vvv", ONE_FORM), Map.entry("-q", ONE_FORM), Map.entry("-e", ONE_FORM), Map.entry("-t", ONE_FORM),
            Map.entry("-tt", ONE_FORM), Map.entry("-tttt", ONE_FORM), Map.entry("-A", ONE_FORM), Map.entry("-X", ONE_FORM), Map.entry("-x", ONE_FORM),
            Map.entry("-Y", "an expression as tcpdump takes it, without an option before it: flowc filter 'tcp port 80' -r capture.pcap"));

    private ForeignOptions() {}

    /** Empty for others. */
    static String help(String option) {
        return ROWS.getOrDefault(option, "");
    }
}
