package flowc.compiler.fuzz;

import flowc.compiler.Modules;
import flowc.compiler.analysis.ModuleLoader;
import flowc.compiler.source.Source;
import flowc.compiler.source.UnreadableSource;
import java.util.List;
import java.util.Optional;

/** A prelude of a few headers, so that a case takes a millisecond; other modules of the standard library are as they are. */
final class SmallLibrary implements ModuleLoader {
    static final String PRELUDE = """
            enum Protocol: u8 { icmp = 1, tcp = 6, udp = 17 }
            header eth on link 1 { dst, src: mac type: u16 }
            header vlan on eth when type == 0x8100 { priority: u3 dropEligible: bool id: u12 type: u16 }
            header ip4 on eth when type == 0x0800, vlan when type == 0x0800 {
              version, headerLength: u4 dscp: u6 ecn: u2 totalLength, id: u16 flags: u3 offset: u13 ttl: u8 protocol: Protocol checksum: u16
              src, dst: ip4
              where version == 4 and headerLength >= 5
              options: bytes[headerLength * 4 - 20]
              ends at totalLength
            }
            header ip6 on eth when type == 0x86dd { version: u4 _: u8 flow: u20 length: u16 protocol: Protocol hopLimit: u8 src, dst: ip6 }
            layer ip = ip4 | ip6 { src, dst, protocol, ttl = hopLimit }
            header tcp on ip when protocol == tcp {
              srcPort, dstPort: u16 sequence, acknowledgment: u32 offset: u4 _: u4 flags: u8 window, checksum, urgent: u16
              let syn = flags & 2 != 0
              let port = either(srcPort, dstPort)
            }
            header udp on ip when protocol == udp { srcPort, dstPort, length, checksum: u16 let port = either(srcPort, dstPort) ends at length }
            header icmp on ip when protocol == icmp { type, code: u8 checksum: u16 if type in {0, 8} { id, sequence: u16 } }
            layer l4 = tcp | udp { src = srcPort dst = dstPort }
            let src = endpoint(ip.src, l4.src)
            let dst = endpoint(ip.dst, l4.dst)
            let proto = ip.protocol
            key flow5 = unordered(src, dst), proto
            """;

    private final ModuleLoader rest = new Modules();
    private final String prelude;

    /** With another prelude, a wrong one perhaps. */
    SmallLibrary(String prelude) {
        this.prelude = prelude;
    }

    @Override
    public Optional<Source> standard(List<String> path) {
        return path.equals(List.of("std", "prelude")) ? Optional.of(new Source("std/prelude.flow", prelude)) : rest.standard(path);
    }

    @Override
    public Source file(Source importer, String path) throws UnreadableSource {
        throw new UnreadableSource(UnreadableSource.Why.MISSING, "does not exist");
    }

    @Override
    public List<String> standardNames() {
        return rest.standardNames();
    }
}
