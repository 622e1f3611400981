package flowc.compiler.syntax.ast;

import flowc.compiler.source.Span;
import java.util.List;

/** A type as written; {@code compiler.types} holds what it means. */
public sealed interface TypeName {
    Span span();

    /** {@code u8}, {@code ip}, {@code counter}, {@code flow.key}, {@code quic.Packet}. */
    record Named(Span span, List<String> path) implements TypeName {}

    /** {@code bytes<20>}: at most {@code size} bytes and their number; in a header exactly that many. */
    record BoundedBytes(Span span, Expression size) implements TypeName {}

    /** {@code bytes[ihl * 4 - 20]}: a header field whose length other fields tell. */
    record SizedBytes(Span span, Expression size) implements TypeName {}

    /** {@code T?}: a value that may be absent. */
    record Maybe(Span span, TypeName inner) implements TypeName {}

    /** {@code rate(1s)}, {@code hll(12)}, {@code elastic(64 KiB) of bytes<13>}; {@code element} is null without {@code of}. */
    record Applied(Span span, String name, List<Expression> arguments, TypeName element) implements TypeName {}
}
