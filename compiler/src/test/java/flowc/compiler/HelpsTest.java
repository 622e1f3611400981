package flowc.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import flowc.compiler.source.Diagnostic;
import flowc.compiler.source.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What a help says to write compiles, and there is nothing more to say of it: not even a warning. */
class HelpsTest {
    private static final String FLOW = "table flow key flow5 { n: u64, last: u64? ";

    /** A tracker without its first line, the help that it gets, and the tracker with that. */
    private record Slip(String wrong, String help, String mended) {
        static Slip handler(String wrong, String help, String mended) {
            return new Slip(inHandler(wrong), help, inHandler(mended));
        }

        private static String inHandler(String text) {
            return FLOW + "on packet " + text + " on new { n = last ?? 0 last = n } }";
        }
    }

    private static final List<Slip> SLIPS = List.of(
            new Slip("table f key (client: src, client_port: src.port) { on packet { } }", "choose another name",
                    "table f key (client: src, clientPort: src.port) { on packet { } }"),
            Slip.handler("{ let n = pkt.len if n > 9 { last = now as u64 } }", "choose another name for one of them", "{ let len = pkt.len if len > 9 { last = now as u64 } }"),
            Slip.handler("{ let n = pkt.len n += 1 }", "choose another name: it hides the row's state 'n'", "{ let len = pkt.len n += len }"),
            Slip.handler("{ let len = pkt.len len += 1 n = len }", "declare it by 'var' to change it", "{ var len = pkt.len len += 1 n = len as u64 }"),
            Slip.handler("where tcp.dstPort == 53 or 443 { n += 1 }", "write 'tcp.dstPort in {53, 443}'", "where tcp.dstPort in {53, 443} { n += 1 }"),
            Slip.handler("where tcp.dstPort != 53 and 443 { n += 1 }", "write 'tcp.dstPort not in {53, 443}'", "where tcp.dstPort not in {53, 443} { n += 1 }"),
            Slip.handler("where ip.src == 10.0.0.1 or 10.0.0.2 { n += 1 }", "write 'ip.src in {10.0.0.1, 10.0.0.2}'", "where ip.src in {10.0.0.1, 10.0.0.2} { n += 1 }"),
            Slip.handler("where tcp and 443 { n += 1 }", "say what is compared with it: '… == 443'", "where tcp and tcp.dstPort == 443 { n += 1 }"),
            Slip.handler("where n { n += 1 }", "compare it: '… != 0'", "where n != 0 { n += 1 }"),
            Slip.handler("{ n += udp.payload.len }", "guard it with 'if udp { … }' or 'where udp'", "where udp { n += udp.payload.len }"),
            Slip.handler("{ n += udp.length }", "guard it with 'if udp { … }' or 'where udp', or give a default: 'udp.length ?? …'", "{ n += udp.length ?? 0 }"),
            Slip.handler("{ n += last }", "the right side may be absent: give a default, 'last ?? 0'", "{ n += last ?? 0 }"),
            Slip.handler("{ last += 2 }", "the left side may be absent: give a default, 'last = (last ?? …) + …'", "{ last = (last ?? 0) + 2 }"),
            Slip.handler("where tcp.dstPort == 70000 { n += 1 }", "compare it with a number that it can be", "where tcp.dstPort == 7000 { n += 1 }"),
            Slip.handler("where tcp and ip.ttl >= 0 { n += 1 }", "leave it out", "where tcp { n += 1 }"),
            Slip.handler("where ip.ttl in {64, 300} { n += 1 }", "ask for what it can be", "where ip.ttl in {64, 128} { n += 1 }"),
            Slip.handler("where tcp.dstPort in 0..65535 { n += 1 }", "leave it out, or ask for the header: 'tcp'", "where tcp { n += 1 }"),
            Slip.handler("where tcp.dstPort in 100..50 { n += 1 }", "write '50..100'", "where tcp.dstPort in 50..100 { n += 1 }"),
            Slip.handler("where tcp and udp { n += 1 }", "for packets that have either, join by 'or'", "where tcp or udp { n += 1 }"),
            Slip.handler("{ match ip.ttl { 0..64 => { n += 1 } 1 => { n += 2 } } }", "the first arm that matches is taken: put this one before it, or leave it out",
                    "{ match ip.ttl { 1 => { n += 2 } 0..64 => { n += 1 } } }"),
            Slip.handler("{ match ip.ttl { 64 => { n += 1 } 300 => { n += 2 } } }", "leave it out", "{ match ip.ttl { 64 => { n += 1 } } }"),
            Slip.handler("{ if n > 5 { return\n n = 0 } }", "put it before that, or leave it out", "{ if n > 5 { n = 0 return } }"),
            new Slip("import std.arp\ntable f key ip.src, arp.senderIp { on packet { } }", "make a table of each, or join the part by '+': it may be absent then",
                    "import std.arp\ntable f key ip.src + arp.senderIp { on packet { } }"),
            new Slip("import std.arp\ntable f key ip.src where arp { on packet { } }", "make the key of what the packets have",
                    "import std.arp\ntable f key arp.senderIp where arp { on packet { } }"),
            new Slip("input where tcp", "add one: 'table flow key flow5 { … }'", "input where tcp\ntable flow key flow5 { on packet { } }"),
            new Slip("table tcp key flow5 where tcp { on packet { } }", "choose another name for your own 'tcp'", "table conversation key flow5 where tcp { on packet { } }"));

    @TestFactory
    Stream<DynamicTest> mendCompiles() {
        return SLIPS.stream().map(slip -> DynamicTest.dynamicTest(slip.wrong(), () -> {
            final List<String> helps = diagnostics(slip.wrong()).stream().map(Diagnostic::hint).toList();
            assertTrue(helps.contains(slip.help()), () -> slip.help() + " is not among " + helps);
            assertEquals(List.of(), diagnostics(slip.mended()).stream().map(d -> d.message() + " at " + d.span().text()).toList());
        }));
    }

    private static List<Diagnostic> diagnostics(String text) {
        return Compiler.compile(new Source("help.flow", "tracker help\n" + text), new Modules()).diagnostics();
    }
}
