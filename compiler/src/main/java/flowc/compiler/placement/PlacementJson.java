package flowc.compiler.placement;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes a placement for tools: one JSON object, whose fields the page on workers lists. */
public final class PlacementJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private PlacementJson(JsonGenerator json) {
        this.json = json;
    }

    /** One line, without a line feed. */
    public static String write(String tracker, Placement placement, int workers) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            final PlacementJson writer = new PlacementJson(json);
            json.writeStartObject();
            json.writeStringField("tracker", tracker);
            json.writeNumberField("workers", workers);
            json.writeArrayFieldStart("groups");
            for (final Placement.Group group : placement.groups()) {
                writer.group(group);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("every");
            for (final Placement.Pass pass : placement.passes()) {
                writer.pass(pass);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a StringWriter does not fail", e);
        }
        return text.toString();
    }

    private void group(Placement.Group group) throws IOException {
        final Optional<Integer> lanes = Lanes.of(group.tables().getFirst());
        json.writeStartObject();
        json.writeArrayFieldStart("tables");
        for (final var table : group.tables()) {
            json.writeString(table.name());
        }
        json.writeEndArray();
        json.writeBooleanField("spread", group.isSpread());
        json.writeFieldName("lanes");
        if (group.isSpread() && lanes.isPresent()) {
            json.writeNumber(lanes.get());
        } else {
            json.writeNull();
        }
        json.writeBooleanField("keeps_conversations", group.keepsConversations());
        causes(group.causes());
        json.writeArrayFieldStart("relaxed_spread");
        for (final var table : group.relaxed().stream().flatMap(relaxed -> relaxed.tablesInLanes().stream()).toList()) {
            json.writeString(table.name());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void pass(Placement.Pass pass) throws IOException {
        json.writeStartObject();
        json.writeStringField("table", pass.table().name());
        json.writeNumberField("line", pass.every().declaration().span().line());
        json.writeBooleanField("in_any_order", pass.isInAnyOrder());
        json.writeObjectFieldStart("variables");
        for (final Placement.Variable variable : pass.isInAnyOrder() ? pass.variables() : List.<Placement.Variable>of()) {
            json.writeStringField(variable.symbol().name(), variable.merge().name().toLowerCase(Locale.ROOT));
        }
        json.writeEndObject();
        json.writeArrayFieldStart("tops");
        for (final var top : pass.tops()) {
            json.writeString(top.name());
        }
        json.writeEndArray();
        causes(pass.causes());
        json.writeEndObject();
    }

    private void causes(List<Cause> causes) throws IOException {
        json.writeArrayFieldStart("causes");
        for (final Cause cause : causes) {
            json.writeStartObject();
            json.writeNumberField("line", cause.span().line());
            json.writeNumberField("column", cause.span().column());
            json.writeStringField("text", cause.text());
            json.writeStringField("remedy", cause.remedy().isEmpty() ? null : cause.remedy());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
