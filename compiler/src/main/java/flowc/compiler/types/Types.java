package flowc.compiler.types;

import static flowc.compiler.types.Type.Simple.ERROR;
import static flowc.compiler.types.Type.Simple.IP;
import static flowc.compiler.types.Type.Simple.IP4;
import static flowc.compiler.types.Type.Simple.IP6;
import static flowc.compiler.types.Type.Simple.VIEW;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can stand for what. */
public final class Types {
    /** Types that are written as one word, integers aside. */
    private static final Map<String, Type> NAMED = Map.ofEntries(Map.entry("bool", Type.Simple.BOOL), Map.entry("f64", Type.Simple.FLOAT),
            Map.entry("time", Type.Simple.TIME), Map.entry("duration", Type.Simple.DURATION), Map.entry("mac", Type.Simple.MAC),
            Map.entry("ip4", IP4), Map.entry("ip6", IP6), Map.entry("ip", IP), Map.entry("endpoint", Type.Simple.ENDPOINT),
            Map.entry("bytes", VIEW), Map.entry("counter", Type.Simple.COUNTER));

    /** {@code dir}: whether a packet goes the way of its flow's first. */
    public static final Type.Enumeration DIRECTION =
            new Type.Enumeration("dir", 8, List.of(new Type.Member("fwd", 0), new Type.Member("rev", 1)));

    /** {@code reason}: why a flow ended, in the order of the runtime's EndReason. */
    public static final Type.Enumeration REASON = new Type.Enumeration("reason", 8, List.of(new Type.Member("idle", 0), new Type.Member("active", 1),
            new Type.Member("closed", 2), new Type.Member("evicted", 3), new Type.Member("expired", 4), new Type.Member("end", 5)));

    private Types() {}

    public static Optional<Type> named(String name) {
        final Type simple = NAMED.get(name);
        return simple != null ? Optional.of(simple) : Integers.named(name).map(Type.class::cast);
    }

    public static List<String> names() {
        return java.util.stream.Stream.concat(NAMED.keySet().stream().sorted(), java.util.stream.Stream.of("u8", "u16", "u32", "u64", "i8", "i16", "i32", "i64", "int")).toList();
    }

    public static boolean isNumber(Type type) {
        return type instanceof Type.Integer || type == Type.Simple.FLOAT;
    }

    /** Whether values lie in memory and are passed by address. */
    public static boolean isComposite(Type type) {
        return switch (type) {
            case Type.Bytes _, Type.Struct _, Type.Key _ -> true;
            case Type.Simple simple -> simple == IP6 || simple == IP || simple == Type.Simple.ENDPOINT || simple == Type.Simple.COUNTER;
            default -> false;
        };
    }

    /** Whether a value that may be absent lies in memory when it is there. */
    public static boolean isMaybeComposite(Type type) {
        return type instanceof Type.Maybe maybe && isComposite(maybe.inner());
    }

    /** Whether a value can be kept in a row, a key or a struct. */
    public static boolean isStorable(Type type) {
        return switch (type) {
            case Type.Integer _, Type.Bytes _, Type.Enumeration _, Type.Struct _, Type.Key _ -> true;
            case Type.Maybe maybe -> isStorable(maybe.inner()) && !(maybe.inner() instanceof Type.Maybe);
            case Type.Simple simple -> switch (simple) {
                case BOOL, FLOAT, TIME, DURATION, MAC, IP4, IP6, IP, ENDPOINT, COUNTER -> true;
                default -> false;
            };
            default -> false;
        };
    }

    /** Whether a value can be part of a key. */
    public static boolean isKeyPart(Type type) {
        return isStorable(type) && type != Type.Simple.COUNTER && type != Type.Simple.FLOAT
                && !(type instanceof Type.Struct struct && !struct.fields().stream().allMatch(f -> isKeyPart(f.type())));
    }

    /** Whether a value of {@code from} can go to a place of {@code to} without a word. */
    public static boolean assignable(Type from, Type to) {
        if (from == ERROR || to == ERROR || from.equals(to)) {
            return true;
        }
        return switch (to) {
            case Type.Integer place -> from instanceof Type.Integer value && place.contains(value) || from == Type.Simple.COUNTER && place.contains(Integers.U64);
            case Type.Maybe maybe -> from instanceof Type.Maybe other ? assignable(other.inner(), maybe.inner()) : assignable(from, maybe.inner());
            case Type.Bytes bytes -> from == VIEW || from instanceof Type.Bytes other && other.maximum() <= bytes.maximum();
            case Type.Range range -> from instanceof Type.Range other && assignable(other.element(), range.element());
            // A key is its parts: 'flow5' of a packet is a 't.key' of a table whose key is 'flow5'.
            case Type.Key key -> from instanceof Type.Key other && other.parts().equals(key.parts());
            case Type.Simple simple -> switch (simple) {
                case IP -> from == IP4 || from == IP6;
                case FLOAT -> from instanceof Type.Integer || from == Type.Simple.COUNTER;
                case VIEW -> from instanceof Type.Bytes;
                default -> false;
            };
            default -> false;
        };
    }

    /** The type that both values can be given, for branches and members of a layer. */
    public static Optional<Type> common(Type left, Type right) {
        if (left == ERROR || right == ERROR) {
            return Optional.of(ERROR);
        }
        if (left instanceof Type.Integer l && right instanceof Type.Integer r) {
            return Optional.of(Integers.union(l, r));
        }
        if (assignable(left, right)) {
            return Optional.of(right);
        }
        if (assignable(right, left)) {
            return Optional.of(left);
        }
        final boolean addresses = (left == IP4 || left == IP6) && (right == IP4 || right == IP6);
        return addresses ? Optional.of(IP) : Optional.empty();
    }

    /** What a variable of an inferred type holds: integers get their storage type. */
    public static Type stored(Type type) {
        return switch (type) {
            case Type.Integer range -> Integers.storage(range);
            case Type.Maybe maybe -> new Type.Maybe(stored(maybe.inner()));
            case Type.Range range -> new Type.Range(stored(range.element()));
            default -> type;
        };
    }
}
