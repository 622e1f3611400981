package flowc.oracle;

import static flowc.oracle.Small.records;
import static flowc.oracle.Small.udp;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Generated methods are named after tables, and so may be tables. */
final class TableNamesTest {
    private static String tracker(String first, String second) {
        return """
                tracker t
                table %s key (a: ip.src) { n: u64 on packet { n += 1 } on expire { emit first { n } } every 1s { init { var m = 0 } each { m += 1 } finish { emit pass { m } } } }
                table %s key flow5 { n: u64 on new { n = 5 } on packet { n += 2 } on expire { emit second { n } } }
                """.formatted(first, second);
    }

    @ParameterizedTest
    @CsvSource({"handle, packet0", "packet0, handle", "enter, new0", "keys, expire0", "pack, packet0", "walk, ip4", "prepare, onExpire", "rank, configure", "init0, each0", "unpack, finish0", "others, root"})
    void meanNothing(String first, String second) {
        final Packet[] packets = {udp(0, 1, 2), udp(1, 1, 3), udp(2, 1, 2)};
        assertEquals(records(tracker("one", "two"), packets), records(tracker(first, second), packets));
    }
}
