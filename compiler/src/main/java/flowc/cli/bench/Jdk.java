package flowc.cli.bench;

import java.lang.management.ManagementFactory;
import java.util.List;

/** The Java runtime that this process is, and the flags it was given. */
record Jdk(String vendor, String version, List<String> flags) {
    static Jdk here() {
        return new Jdk(System.getProperty("java.vendor"), System.getProperty("java.vm.version"),
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(flag -> flag.startsWith("-X")).toList());
    }
}
