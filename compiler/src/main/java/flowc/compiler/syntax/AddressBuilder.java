package flowc.compiler.syntax;

import static flowc.compiler.source.Code.BAD_LITERAL;

import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Expression;
import flowc.compiler.syntax.ast.Expression.AddressKind;
import flowc.grammar.FlowLexer;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** Builds IPv4, IPv6 and MAC addresses and networks. The lexer has seen their shape; ranges and counts are checked here. */
final class AddressBuilder {
    private static final int GROUPS = 8;

    private final AstBuilder ast;

    AddressBuilder(AstBuilder ast) {
        this.ast = ast;
    }

    Expression address(Token token) {
        final Span span = ast.span(token);
        final String text = span.text();
        final int slash = text.indexOf('/');
        final String digits = slash < 0 ? text : text.substring(0, slash);
        final AddressKind kind = switch (token.getType()) {
            case FlowLexer.IP4 -> AddressKind.IP4;
            case FlowLexer.IP6 -> AddressKind.IP6;
            default -> AddressKind.MAC;
        };
        final long[] value = switch (kind) {
            case IP4 -> ip4(digits);
            case IP6 -> ip6(digits);
            case MAC -> new long[] {0, Long.parseLong(digits.replace(":", ""), 16)};
        };
        if (value == null) {
            ast.reporter.error(BAD_LITERAL, span, "'%s' is no %s address", digits, kind == AddressKind.IP4 ? "IPv4" : "IPv6");
            return new Expression.AddressLiteral(span, kind, 0, 0);
        }
        return slash < 0 ? new Expression.AddressLiteral(span, kind, value[0], value[1]) : network(span, kind, value, text.substring(slash + 1));
    }

    private Expression network(Span span, AddressKind kind, long[] value, String prefix) {
        final int bits = kind == AddressKind.IP4 ? 32 : 128;
        final int length = prefix.length() > 3 ? bits + 1 : Integer.parseInt(prefix);
        if (length > bits) {
            ast.reporter.error(BAD_LITERAL, span, "a prefix length is at most %d here", bits);
            return new Expression.NetworkLiteral(span, kind, 0, 0, 0);
        }
        final long low = kind == AddressKind.IP4 ? value[1] & mask(length) >>> 32 : value[1] & mask(length - 64);
        final long high = value[0] & mask(length);
        if (low != value[1] || high != value[0]) {
            ast.reporter.error(BAD_LITERAL, span, "this address has bits set behind its %d-bit prefix", length)
                    .hint("write only the network's bits, or the address without '/%d'", length);
        }
        return new Expression.NetworkLiteral(span, kind, high, low, length);
    }

    /** A mask of {@code length} leading ones; below 0 none, above 63 all. */
    private static long mask(int length) {
        return length <= 0 ? 0 : length >= 64 ? -1L : -1L << (64 - length);
    }

    private static long[] ip4(String text) {
        long value = 0;
        for (final String part : text.split("\\.")) {
            final int number = part.length() > 3 ? 256 : Integer.parseInt(part);
            if (number > 255) {
                return null;
            }
            value = value << 8 | number;
        }
        return new long[] {0, value};
    }

    /** High and low half, or null when the groups do not make 128 bits. */
    private static long[] ip6(String text) {
        final int gap = text.indexOf("::");
        final List<Integer> head = groups(gap < 0 ? text : text.substring(0, gap));
        final List<Integer> tail = gap < 0 ? List.of() : groups(text.substring(gap + 2));
        if (head == null || tail == null) {
            return null;
        }
        final int given = head.size() + tail.size();
        if (gap < 0 ? given != GROUPS : given >= GROUPS) {
            return null;
        }
        final List<Integer> all = new ArrayList<>(head);
        while (all.size() < GROUPS - tail.size()) {
            all.add(0);
        }
        all.addAll(tail);
        final long[] halves = new long[2];
        for (int i = 0; i < GROUPS; i++) {
            halves[i / 4] = halves[i / 4] << 16 | all.get(i);
        }
        return halves;
    }

    /** 16-bit groups; a trailing IPv4 address is two. Null when that is malformed. */
    private static List<Integer> groups(String text) {
        final List<Integer> groups = new ArrayList<>();
        for (final String part : text.isEmpty() ? new String[0] : text.split(":")) {
            if (part.indexOf('.') < 0) {
                groups.add(Integer.parseInt(part, 16));
                continue;
            }
            final long[] quad = ip4(part);
            if (quad == null) {
                return null;
            }
            groups.add((int) (quad[1] >>> 16));
            groups.add((int) (quad[1] & 0xffff));
        }
        return groups;
    }
}
