package flowc.bench.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class RateGraphTest {
    private static final List<RateGraph.Row> ROWS = List.of(new RateGraph.Row("flowc", 1000, 34.5), new RateGraph.Row("flowc", 1_000_000, 14), new RateGraph.Row("flowc", 10_000_000, 7.25),
            new RateGraph.Row("a <\"peer\"> & more", 1000, 50), new RateGraph.Row("a <\"peer\"> & more", 10_000_000, 7.3));

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> elements(Document document, String name) {
        final List<Element> found = new ArrayList<>();
        final var nodes = document.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i++) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    @Test
    void isXmlWithACurveForEachContestantAndAPointForEachRow() throws Exception {
        final Document svg = parse(RateGraph.draw(ROWS));
        assertEquals("svg", svg.getDocumentElement().getNodeName());
        assertEquals("http://www.w3.org/2000/svg", svg.getDocumentElement().getAttribute("xmlns"));
        assertEquals(2, elements(svg, "polyline").size());
        assertEquals(5, elements(svg, "circle").size());
        assertEquals(3, elements(svg, "polyline").getFirst().getAttribute("points").split(" ").length);
    }

    @Test
    void moreFlowsAreFurtherRightAndMorePacketsHigherUpAndAllIsInThePicture() throws Exception {
        final Document svg = parse(RateGraph.draw(ROWS));
        final List<Element> points = elements(svg, "circle");
        assertTrue(number(points.get(0), "cx") < number(points.get(1), "cx") && number(points.get(1), "cx") < number(points.get(2), "cx"));
        assertTrue(number(points.get(0), "cy") < number(points.get(1), "cy") && number(points.get(1), "cy") < number(points.get(2), "cy"));
        for (final Element point : points) {
            assertTrue(number(point, "cx") >= 0 && number(point, "cx") <= number(svg.getDocumentElement(), "width"));
            assertTrue(number(point, "cy") >= 0 && number(point, "cy") <= number(svg.getDocumentElement(), "height"));
        }
    }

    @Test
    void axesSayWhatTheyAreInWhichUnitAndNamesDoNotCoverEachOther() throws Exception {
        final List<Element> texts = elements(parse(RateGraph.draw(ROWS)), "text");
        for (final String expected : List.of("million packets per CPU second", "flows in the table", "1 k", "10 M", "50", "a <\"peer\"> & more")) {
            assertTrue(texts.stream().anyMatch(text -> text.getTextContent().equals(expected)), expected);
        }
        final List<Double> names = texts.stream().filter(text -> text.hasAttribute("style")).map(text -> number(text, "y")).toList();
        assertEquals(2, names.size());
        assertTrue(Math.abs(names.get(0) - names.get(1)) >= 13, names::toString);
    }

    @Test
    void takesMediansFromTheLinesOfAComparison() throws IOException {
        final List<String> lines = List.of(
                "{\"contestant\":\"flowc noop 1000\",\"round\":1,\"result\":{\"mpps_chunk_median\":3,\"machine\":{\"cpu\":\"x\"}}}",
                "{\"contestant\":\"flowc noop 1000\",\"round\":2,\"result\":{\"mpps_chunk_median\":5,\"tables\":[{\"name\":\"flow\"}]}}",
                "{\"contestant\":\"flowc noop 1000\",\"round\":3,\"result\":{\"mpps_chunk_median\":4}}",
                "{\"contestant\":\"limit pf 1000\",\"round\":1,\"result\":{\"peer\":\"limit pf\",\"mpps_chunk_median\":9}}",
                "{\"contestant\":\"flowc noop 1000 2 workers\",\"round\":1,\"result\":{\"mpps_chunk_median\":9}}");
        assertEquals(List.of(new RateGraph.Row("flowc noop", 1000, 4), new RateGraph.Row("limit pf", 1000, 9)), RateGraph.rows(lines));
    }

    @Test
    void refusesRowsThatCannotBeDrawn() {
        assertThrows(IllegalArgumentException.class, () -> RateGraph.draw(List.of()));
        assertThrows(IllegalArgumentException.class, () -> RateGraph.draw(List.of(new RateGraph.Row("x", 0, 1))));
        assertThrows(IllegalArgumentException.class, () -> RateGraph.draw(List.of(new RateGraph.Row("x", 1, Double.NaN))));
    }
}
