package flowc.compiler.filter.rules;

import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.ast.Qualifiers;
import flowc.compiler.filter.ast.Qualifiers.Direction;
import flowc.compiler.filter.ast.Qualifiers.Type;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Tells whether an expression asks for nothing but equal addresses, protocols and ports, joined by {@code and} and {@code or}, and writes it as
 * patterns, any of which must match. They mean what the expression means on packets whose headers are captured whole.
 */
public final class PatternBuilder {
    /** More would make a table that is slower than the tests. */
    private static final int MOST_PATTERNS = 64;

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SCTP = 132;
    private static final int ICMP = 1;
    private static final int ICMP6 = 58;

    /** An expression of more parts is not built from hosts and ports by hand, and its tree may be deep. */
    private static final int MOST_PARTS = 64;

    private PatternBuilder() {}

    /** The patterns; empty when the expression asks for something else. No pattern: no packet matches. */
    public static Optional<Set<Pattern>> patterns(FilterExpression expression) {
        return hasFewParts(expression) ? build(expression) : Optional.empty();
    }

    private static boolean hasFewParts(FilterExpression expression) {
        final Deque<FilterExpression> open = new ArrayDeque<>(List.of(expression));
        int parts = 0;
        while (!open.isEmpty() && parts <= MOST_PARTS) {
            switch (open.pop()) {
                case FilterExpression.And and -> open.addAll(List.of(and.left(), and.right()));
                case FilterExpression.Or or -> open.addAll(List.of(or.left(), or.right()));
                default -> parts++;
            }
        }
        return open.isEmpty() && parts <= MOST_PARTS;
    }

    private static Optional<Set<Pattern>> few(Set<Pattern> patterns) {
        return patterns.size() <= MOST_PATTERNS ? Optional.of(patterns) : Optional.empty();
    }

    private static Optional<Set<Pattern>> build(FilterExpression expression) {
        return switch (expression) {
            case FilterExpression.And and -> and(and.left(), and.right());
            case FilterExpression.Or or -> or(or.left(), or.right());
            case FilterExpression.Dotted dotted -> ip4(dotted);
            case FilterExpression.Ip6 ip6 -> ip6(ip6);
            case FilterExpression.Number number -> number(number);
            case FilterExpression.Protocol protocol -> protocol(protocol.protocol());
            default -> Optional.empty();
        };
    }

    private static Optional<Set<Pattern>> and(FilterExpression left, FilterExpression right) {
        final Optional<Set<Pattern>> first = build(left);
        final Optional<Set<Pattern>> second = first.isEmpty() ? first : build(right);
        if (second.isEmpty()) {
            return second;
        }
        final Set<Pattern> both = new LinkedHashSet<>();
        for (Pattern one : first.get()) {
            second.get().forEach(other -> one.and(other).ifPresent(both::add));
        }
        return few(both);
    }

    private static Optional<Set<Pattern>> or(FilterExpression left, FilterExpression right) {
        final Optional<Set<Pattern>> first = build(left);
        final Optional<Set<Pattern>> second = first.isEmpty() ? first : build(right);
        return second.flatMap(patterns -> {
            final Set<Pattern> either = new LinkedHashSet<>(first.get());
            either.addAll(patterns);
            return few(either);
        });
    }

    private static Optional<Set<Pattern>> ip4(FilterExpression.Dotted dotted) {
        final String[] parts = dotted.text().split("\\.");
        if (parts.length != 4 || !isHost(dotted.qualifiers())) {
            return Optional.empty();
        }
        long address = 0;
        for (String part : parts) {
            address = address << Byte.SIZE | Long.parseLong(part);
        }
        return switch (dotted.qualifiers().protocol()) {
            case NONE -> addresses(List.of(Family.IP4, Family.ARP, Family.RARP), dotted.qualifiers().direction(), 0, address);
            case IP -> addresses(List.of(Family.IP4), dotted.qualifiers().direction(), 0, address);
            case ARP -> addresses(List.of(Family.ARP), dotted.qualifiers().direction(), 0, address);
            case RARP -> addresses(List.of(Family.RARP), dotted.qualifiers().direction(), 0, address);
            default -> Optional.empty();
        };
    }

    private static Optional<Set<Pattern>> ip6(FilterExpression.Ip6 ip6) {
        final Qualifiers.Protocol protocol = ip6.qualifiers().protocol();
        if (ip6.length().isPresent() || !isHost(ip6.qualifiers()) || protocol != Qualifiers.Protocol.NONE && protocol != Qualifiers.Protocol.IP6) {
            return Optional.empty();
        }
        final ByteBuffer bytes = ByteBuffer.allocate(16);
        ip6.address().forEach(bytes::put);
        return addresses(List.of(Family.IP6), ip6.qualifiers().direction(), bytes.getLong(0), bytes.getLong(8));
    }

    private static boolean isHost(Qualifiers qualifiers) {
        return qualifiers.type() == Type.NONE || qualifiers.type() == Type.HOST;
    }

    private static Optional<Set<Pattern>> addresses(List<Family> families, Direction direction, long high, long low) {
        final Set<Pattern> patterns = new LinkedHashSet<>();
        for (Family family : families) {
            final Pattern source = Pattern.source(family, high, low);
            final Pattern destination = Pattern.destination(family, high, low);
            if (!directed(direction, source, destination, patterns)) {
                return Optional.empty();
            }
        }
        return Optional.of(patterns);
    }

    private static boolean directed(Direction direction, Pattern source, Pattern destination, Set<Pattern> patterns) {
        switch (direction) {
            case NONE, SRC_OR_DST -> patterns.addAll(List.of(source, destination));
            case SRC -> patterns.add(source);
            case DST -> patterns.add(destination);
            case SRC_AND_DST -> source.and(destination).ifPresent(patterns::add);
            case RA, TA, ADDR1, ADDR2, ADDR3, ADDR4 -> {
                return false;
            }
        }
        return true;
    }

    private static Optional<Set<Pattern>> number(FilterExpression.Number number) {
        return switch (number.qualifiers().type()) {
            case PROTO -> proto(number);
            case PORT -> port(number);
            default -> Optional.empty();
        };
    }

    private static Optional<Set<Pattern>> proto(FilterExpression.Number number) {
        if (number.qualifiers().direction() != Direction.NONE || number.value() > 0xff) {
            return Optional.empty();
        }
        return switch (number.qualifiers().protocol()) {
            case NONE -> protocols(number.value(), Family.IP4, Family.IP6);
            case IP -> protocols(number.value(), Family.IP4);
            case IP6 -> protocols(number.value(), Family.IP6);
            default -> Optional.empty();
        };
    }

    private static Optional<Set<Pattern>> protocols(long number, Family... families) {
        final Set<Pattern> patterns = new LinkedHashSet<>();
        for (Family family : families) {
            patterns.add(Pattern.protocol(family, number));
        }
        return Optional.of(patterns);
    }

    private static Optional<Set<Pattern>> port(FilterExpression.Number number) {
        if (number.value() > 0xffff) {
            return Optional.empty();
        }
        final List<Integer> transports = switch (number.qualifiers().protocol()) {
            case NONE -> List.of(TCP, UDP, SCTP);
            case TCP -> List.of(TCP);
            case UDP -> List.of(UDP);
            case SCTP -> List.of(SCTP);
            default -> List.of();
        };
        final Set<Pattern> patterns = new LinkedHashSet<>();
        for (Family family : List.of(Family.IP4, Family.IP6)) {
            if (!directed(number.qualifiers().direction(), Pattern.sourcePort(family, number.value()), Pattern.destinationPort(family, number.value()), patterns)) {
                return Optional.empty();
            }
        }
        // Only the three have ports, so that a port alone asks for no protocol.
        return transports.isEmpty() ? Optional.empty() : Optional.of(transports.size() > 1 ? patterns : with(patterns, transports.getFirst()));
    }

    private static Set<Pattern> with(Set<Pattern> patterns, long protocol) {
        final List<Pattern> narrowed = new ArrayList<>();
        patterns.forEach(pattern -> pattern.and(Pattern.protocol(pattern.family(), protocol)).ifPresent(narrowed::add));
        return new LinkedHashSet<>(narrowed);
    }

    private static Optional<Set<Pattern>> protocol(Qualifiers.Protocol protocol) {
        return switch (protocol) {
            case TCP -> protocols(TCP, Family.IP4, Family.IP6);
            case UDP -> protocols(UDP, Family.IP4, Family.IP6);
            case SCTP -> protocols(SCTP, Family.IP4, Family.IP6);
            case ICMP -> protocols(ICMP, Family.IP4);
            case ICMP6 -> protocols(ICMP6, Family.IP6);
            case IP -> Optional.of(Set.of(Pattern.any(Family.IP4)));
            case IP6 -> Optional.of(Set.of(Pattern.any(Family.IP6)));
            case ARP -> Optional.of(Set.of(Pattern.any(Family.ARP)));
            case RARP -> Optional.of(Set.of(Pattern.any(Family.RARP)));
            default -> Optional.empty();
        };
    }
}
