package flowc.compiler.filter.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import flowc.compiler.filter.ast.FilterExpression;
import flowc.filters.RandomFilters;
import flowc.filters.RandomFilters.Family;
import flowc.filters.SharedFilters;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FilterPrinterTest {
    private static final long SEED = 20261121;

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = {
        "tcp  dst port 80||443                  ~ tcp dst port 80 or tcp dst port 443",
        "not host (10.1 or \\tcp)               ~ not (host 10.1 or host \\tcp)",
        "(len)*2>-(3%2)                         ~ len * 2 > -(3 % 2)",
        "1 - (2 - 3) - 4 != (1 | 2) & 3         ~ 1 - (2 - 3) - 4 != (1 | 2) & 3",
        "2 * 5 % 3 + 1 = 10 % (3 + 1)           ~ 2 * (5 % 3 + 1) = 10 % 3 + 1",
        "(-1) % 2 = -1 % 2                      ~ (-1) % 2 = -(1 % 2)",
        "link[0:1]=1 and ppp[2:4]=tcp-syn       ~ ether[0] = 1 and ether[2:4] = 2",
        "(ip or tcp) and (udp or arp)           ~ ip or tcp and (udp or arp)",
        "host 2001:0DB8:0:0:1:0:0:1             ~ host 2001:db8::1:0:0:1",
        "wlan host 1-2-3-4-5-6 or ra 01005e0000fb ~ ether host 01:02:03:04:05:06 or ra 01:00:5e:00:00:fb",
        "vpi (1 or 2) and es-is and lsu         ~ vpi = 1 or vpi = 2 and esis and lssu",
        "wlan type 0x8 subtype beacon           ~ type 8 subtype beacon",
        "llc rulenum or on \\eth0 or rset len_x ~ llc rnr or ifname eth0 or ruleset len_x",
        "dst and src net 10.0.0.0 mask 255.0.0.0 ~ src and dst net 10.0.0.0 mask 255.0.0.0",
        "vlan (0x10) && direction 3             ~ vlan 16 and dir 3"})
    void writesThePlainestForm(String expression, String printed) {
        assertEquals(printed, FilterPrinter.print(FilterParser.parse(expression)));
    }

    @Test
    void whatItWritesOfEveryFilterIsTheSameTree() {
        SharedFilters.valid().forEach(FilterPrinterTest::assertSameTree);
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void whatItWritesOfRandomFiltersIsTheSameTree(Family family) {
        new RandomFilters(new Random(SEED), family).take(500).forEach(FilterPrinterTest::assertSameTree);
    }

    private static void assertSameTree(String text) {
        final FilterExpression expression = FilterParser.parse(text);
        final String printed = FilterPrinter.print(expression);
        assertEquals(withoutPlaces(expression), withoutPlaces(FilterParser.parse(printed)), () -> text + " was printed as " + printed);
        assertEquals(printed, FilterPrinter.print(FilterParser.parse(printed)));
    }

    private static String withoutPlaces(FilterExpression expression) {
        return expression.toString().replaceAll("place=Place\\[start=\\d+, end=\\d+]", "");
    }
}
