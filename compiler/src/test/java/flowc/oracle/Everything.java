package flowc.oracle;

/** A tracker that reads headers of every layer the library has. */
final class Everything {
    static final String TEXT = """
            tracker everything
            import std.quic
            table link key (type: etherType.type) idle 1ms limit 50 {
              n: u64
              on packet {
                n += 1
                emit frame { key, n, a: eth.src, v: vlan.id, m: mpls.label, p: ppp.protocol, l: llc.dsap, s: snap.oui, w: wlan.receiver, r: radiotap.length, o: sll.type, f: fddi.dst, h: chdlc.type,
                             len: pkt.len, captured: pkt.captured, link: pkt.linkType }
              }
            }
            table arps key (op: arp.operation) { on packet { emit arp { key, a: arp.senderIp, b: arp.targetMac } } }
            table ips key (src: ip.src, dst: ip.dst, proto) limit 20 {
              n: u64
              on packet {
                n += 1
                emit ip { key, n, ttl: ip.ttl, len: ip.len, f: ip.fragment, first: ip.firstFragment, s: sctp.verificationTag, d: dccp.sequence, i: icmp.id, j: icmp6.sequence,
                          spi: auth.spi, e: ip6Extension.length, g: ip6Fragment.id, last: ipEnd.next }
                if tcp { emit tcp { p: tcp.payload.len, o: tcp.options.len, flags: tcp.flags, l: tcp.options[0] } }
                if ip4 { emit four { o: ip4.options.len, head: ip4.options[2 : 4].len } }
              }
            }
            table known key (at: endpoint) limit 3 { cidLen: u8 on expire { emit known { key, cidLen } } }
            table flows key flow5 + vlan.id idle 1ms limit 30 evict smallest by n {
              n: u64
              on packet {
                n += 1
                if udp and udp.payload.len > 4 {
                  let first = udp.payload[0 : 4]
                  emit udp { key, dir, x: udp.payload[udp.payload.len - 1], y: udp.payload[n as i64], same: first == udp.payload[1 : 4] }
                  for q in quic.packets(udp.payload, known[dst]?.cidLen) {
                    if q.scid.len > 0 { known[src] = { cidLen: q.scid.len } }
                    emit quic { long: q.long, version: q.version, d: q.dcid, s: q.scid, t: q.teachesId }
                  }
                }
              }
              on expire { emit flow { key, n, reason } }
            }
            """;

    private Everything() {}
}
