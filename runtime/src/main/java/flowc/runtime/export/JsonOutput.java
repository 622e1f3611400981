package flowc.runtime.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;

/** A JSON generator and the scratch text that values pass through on their way into it. One thread. */
final class JsonOutput {
    private static final int LONGEST_NUMBER = 64;

    private final JsonGenerator generator;
    private final TextBuffer scratch = new TextBuffer(256);
    private final char[] number = new char[LONGEST_NUMBER];

    JsonOutput(OutputStream target) throws IOException {
        final JsonFactory factory = JsonFactory.builder().disable(StreamWriteFeature.FLUSH_PASSED_TO_STREAM).disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();
        this.generator = factory.createGenerator(target);
        generator.setRootValueSeparator(null);
    }

    JsonGenerator generator() {
        return generator;
    }

    /** The scratch text, empty. */
    TextBuffer scratch() {
        scratch.clear();
        return scratch;
    }

    /** Writes the scratch text, which needs no escapes, as a string. */
    void plainString() throws IOException {
        generator.writeRawUTF8String(scratch.bytes(), 0, scratch.length());
    }

    /** Writes the scratch text as a string with all the escapes it needs. */
    void escapedString() throws IOException {
        generator.writeUTF8String(scratch.bytes(), 0, scratch.length());
    }

    /** Writes the scratch text, which has the form of a number, as a number. */
    void number() throws IOException {
        final int length = scratch.length();
        final byte[] bytes = scratch.bytes();
        for (int i = 0; i < length; i++) {
            number[i] = (char) bytes[i];
        }
        generator.writeNumber(number, 0, length);
    }
}
