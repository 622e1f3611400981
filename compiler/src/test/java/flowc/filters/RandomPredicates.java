package flowc.filters;

import flowc.compiler.filter.predicate.Predicate;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import flowc.compiler.filter.predicate.Value;
import flowc.compiler.filter.predicate.Value.Operator;
import java.util.Random;

/** Predicates of few values and few constants, so that they test the same again and again, as filters do. */
final class RandomPredicates {
    private static final int[] CONSTANTS = {0, 1, 2, 3, 4, 6, 17, 0x45, 0xff, 0x0800, 0x1fff, 0x86dd, 0x8000_0000, -1};
    private static final int[] MASKS = {0x1, 0xf, 0xf0, 0x1fff, 0x00ff_0000, 0xffff_ff00};

    private final Random random;

    RandomPredicates(Random random) {
        this.random = random;
    }

    Predicate predicate(int depth) {
        if (depth == 0) {
            return leaf();
        }
        return switch (random.nextInt(12)) {
            case 0 -> leaf();
            case 1, 2 -> new Predicate.Not(predicate(depth - 1));
            case 3, 4, 5, 6 -> new Predicate.And(predicate(depth - 1), predicate(depth - 1));
            case 7 -> new Predicate.And(new Predicate.Set(random.nextInt(3), value(2)), predicate(depth - 1));
            case 8 -> random.nextInt(4) == 0 ? new Predicate.And(repeat(), predicate(depth - 1)) : predicate(depth - 1);
            default -> new Predicate.Or(predicate(depth - 1), predicate(depth - 1));
        };
    }

    private Predicate leaf() {
        return switch (random.nextInt(24)) {
            case 0 -> new Predicate.Always();
            case 1 -> new Predicate.Never();
            case 2 -> new Predicate.Set(random.nextInt(3), value(2));
            default -> test();
        };
    }

    /** Counts a register up and looks at packets by it, as protochain does. */
    private Predicate repeat() {
        final Value register = new Value.Register(random.nextInt(3));
        final Predicate step = new Predicate.Set(random.nextInt(3), new Value.Binary(Operator.ADD, register, small()));
        return new Predicate.Repeat(new Predicate.And(predicate(1), random.nextBoolean() ? step : new Predicate.And(step, predicate(1))), random.nextInt(9));
    }

    private Predicate test() {
        final Value left = value(2);
        final Value right = random.nextInt(8) == 0 ? value(2) : constant();
        final Comparison[] comparisons = Comparison.values();
        return new Predicate.Test(random.nextBoolean() ? Comparison.EQUAL : comparisons[random.nextInt(comparisons.length)], left, right);
    }

    private Value constant() {
        return new Value.Constant(CONSTANTS[random.nextInt(CONSTANTS.length)]);
    }

    private Value small() {
        return new Value.Constant(random.nextInt(8));
    }

    private Value value(int depth) {
        return switch (random.nextInt(depth == 0 ? 4 : 16)) {
            case 0 -> new Value.WireLength();
            case 1 -> constant();
            case 2 -> new Value.Register(random.nextInt(3));
            case 4, 5, 6 -> new Value.Binary(Operator.AND, load(depth - 1), new Value.Constant(MASKS[random.nextInt(MASKS.length)]));
            case 7 -> new Value.Binary(Operator.values()[random.nextInt(Operator.values().length)], value(depth - 1), value(depth - 1));
            case 8 -> new Value.Negation(value(depth - 1));
            case 9 -> random.nextInt(10) == 0 ? new Value.Metadata(4) : load(0);
            default -> load(Math.max(0, depth - 1));
        };
    }

    private Value load(int depth) {
        final int bytes = 1 << random.nextInt(3);
        if (depth == 0 || random.nextInt(4) != 0) {
            return new Value.Load(bytes, new Value.Constant(2 * random.nextInt(16)));
        }
        final Value index = new Value.Binary(Operator.AND, value(depth - 1), new Value.Constant(0xf));
        return new Value.Load(bytes, switch (random.nextInt(3)) {
            case 0 -> new Value.Binary(Operator.ADD, index, small());
            case 1 -> value(depth - 1);
            default -> new Value.Binary(Operator.ADD, new Value.Binary(Operator.SHIFT_LEFT, index, new Value.Constant(2)), small());
        });
    }

    /** Bytes that the constants of predicates are likely to be found in. */
    byte[] packet(int length) {
        final byte[] packet = new byte[length];
        for (int i = 0; i < length; i++) {
            packet[i] = (byte) switch (random.nextInt(4)) {
                case 0 -> random.nextInt(256);
                case 1 -> 0;
                default -> CONSTANTS[random.nextInt(CONSTANTS.length)];
            };
        }
        return packet;
    }
}
