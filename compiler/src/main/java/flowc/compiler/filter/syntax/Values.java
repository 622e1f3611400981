package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterError;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.Token;

/** The values that tokens stand for. The lexer has seen their shape; ranges are checked here. */
final class Values {
    private static final long MAX_NUMBER = 0xffff_ffffL;
    private static final int MAC_BYTES = 6;
    private static final int IP6_BYTES = 16;

    private Values() {}

    /** 0 … 2^32 - 1. */
    static long number(Token token) {
        final String text = token.getText();
        if (!Character.isDigit(text.charAt(0))) {
            return NamedNumbers.value(text);
        }
        final boolean isHex = text.length() > 1 && (text.charAt(1) == 'x' || text.charAt(1) == 'X');
        final int radix = isHex ? 16 : text.charAt(0) == '0' ? 8 : 10;
        long value = 0;
        for (int i = isHex ? 2 : 0; i < text.length(); i++) {
            final int digit = Character.digit(text.charAt(i), radix);
            if (digit < 0) {
                throw new FilterError(Places.of(token), "'" + shown(text) + "' begins with 0, so it is octal, and '" + text.charAt(i)
                        + "' is no octal digit", "without the 0 it is decimal");
            }
            value = value * radix + digit;
            if (value > MAX_NUMBER) {
                throw new FilterError(Places.of(token), "'" + shown(text) + "' has more than 32 bits", "the largest number is 4294967295");
            }
        }
        return value;
    }

    /** Checks 2 to 4 numbers with dots: decimal and at most 255 each. */
    static void checkDotted(Token token) {
        for (final String part : token.getText().split("\\.")) {
            if (part.matches("0[xX].*")) {
                throw new FilterError(Places.of(token), "the numbers of an IPv4 address are decimal; '" + shown(part) + "' is not");
            }
            final String digits = part.replaceFirst("^0+(?=.)", "");
            if (digits.length() > 3 || Integer.parseInt(digits) > 255) {
                throw new FilterError(Places.of(token), "'" + shown(token.getText()) + "' is no IPv4 address: '" + shown(part) + "' is more than 255");
            }
        }
    }

    /** 16 bytes. */
    static List<Byte> ip6(Token token) {
        final String text = token.getText();
        final int gap = text.indexOf("::");
        final List<Byte> head = groups(token, gap < 0 ? text : text.substring(0, gap));
        final List<Byte> tail = gap < 0 ? List.of() : groups(token, text.substring(gap + 2));
        final List<Byte> address = new ArrayList<>(head);
        while (address.size() < IP6_BYTES - tail.size()) {
            address.add((byte) 0);
        }
        address.addAll(tail);
        return List.copyOf(address);
    }

    /** Two bytes a group; an IPv4 address at the end is four. */
    private static List<Byte> groups(Token token, String text) {
        final List<Byte> bytes = new ArrayList<>();
        for (final String part : text.isEmpty() ? new String[0] : text.split(":")) {
            if (part.indexOf('.') >= 0) {
                quartet(token, part, bytes);
            } else {
                final int group = Integer.parseInt(part, 16);
                bytes.add((byte) (group >> 8));
                bytes.add((byte) group);
            }
        }
        return bytes;
    }

    private static void quartet(Token token, String text, List<Byte> bytes) {
        for (final String part : text.split("\\.")) {
            if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
                throw new FilterError(Places.of(token), "'" + shown(token.getText()) + "' is no IPv6 address: '" + shown(part)
                        + "' is no decimal number from 0 to 255 without leading zeros");
            }
            bytes.add((byte) Integer.parseInt(part));
        }
    }

    /** 6 bytes. */
    static List<Byte> mac(Token token) {
        final String text = token.getText();
        final String[] parts = text.split("[-:.]");
        final List<Byte> bytes = new ArrayList<>();
        if (parts.length == MAC_BYTES) {
            for (final String part : parts) {
                bytes.add((byte) Integer.parseInt(part, 16));
            }
            return List.copyOf(bytes);
        }
        final long address = Long.parseLong(String.join("", parts), 16);
        for (int i = MAC_BYTES - 1; i >= 0; i--) {
            bytes.add((byte) (address >> 8 * i));
        }
        return List.copyOf(bytes);
    }

    static int arcnet(Token token) {
        return Integer.parseInt(token.getText().substring(1), 16);
    }

    /** A name; an escape without its backslash. */
    static String name(Token token) {
        final String text = token.getText();
        return text.charAt(0) == '\\' ? text.substring(1) : text;
    }

    /** Text of any length, short enough for a message. */
    static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 37) + "…";
    }
}
