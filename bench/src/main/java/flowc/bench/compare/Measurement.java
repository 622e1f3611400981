package flowc.bench.compare;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** One line that a contestant printed: the JSON text, and its numbers by key. */
public record Measurement(String json, Map<String, Double> numbers) {
    /** @throws IOException when {@code json} is no object */
    public static Measurement parse(String json) throws IOException {
        final Map<String, Double> numbers = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no JSON object: " + json);
            }
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                final String key = parser.currentName();
                final JsonToken value = parser.nextToken();
                if (value == null) {
                    throw new IOException("the JSON object ends early: " + json);
                }
                if (value.isNumeric()) {
                    numbers.put(key, parser.getDoubleValue());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return new Measurement(json, numbers);
    }

    /** NaN when there is none. */
    public double number(String key) {
        return numbers.getOrDefault(key, Double.NaN);
    }
}
