package flowc.compiler.filter.ast;

import flowc.compiler.filter.predicate.Value.Operator;

/** A number of a relation; unsigned, modulo 2^32. */
public sealed interface Arithmetic {
    Place place();

    /** {@code value} 0 … 2^32 - 1; also named numbers as {@code tcp-syn}. */
    record Number(long value, Place place) implements Arithmetic {}

    /** {@code len}: bytes on the wire. */
    record Length(Place place) implements Arithmetic {}

    /** {@code proto[offset : size]}; {@code size} is 1 where none was written, and what was written, valid or not, elsewhere. */
    record Accessor(Qualifiers.Protocol protocol, Arithmetic offset, long size, Place place) implements Arithmetic {}

    record Binary(Operator operator, Arithmetic left, Arithmetic right, Place place) implements Arithmetic {}

    record Negation(Arithmetic operand, Place place) implements Arithmetic {}
}
