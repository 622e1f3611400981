package flowc.runtime.program;

import flowc.runtime.memory.Memory;
import flowc.runtime.memory.Region;
import flowc.runtime.program.TrackerDescriptor.Merge;
import flowc.runtime.program.TrackerDescriptor.Variable;
import flowc.runtime.sketch.RankOrder;
import flowc.runtime.sketch.TopRows;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Variables and tops of {@code every} blocks as generated code has them: {@code each} counts rows, sums their ranks, keeps the largest, and changes the row's rank.
 * <pre> block i at 32 · i: | rows (8) | sum (8) | keys (1) | not a variable ... | </pre>
 */
final class Sums implements AutoCloseable {
    private static final long BLOCK_BYTES = 32;
    private static final int TOP = 3;
    private static final int TOP_ROW_BYTES = 16;

    private final Region frame;
    private final Region row = Region.allocate(TOP * TOP_ROW_BYTES, "a row of a test's top");
    private final List<TopRows> tops;

    Sums(int blocks) {
        frame = Region.allocate(blocks * BLOCK_BYTES, "a test's frame");
        tops = Stream.generate(() -> new TopRows(TOP_ROW_BYTES, TOP, 0, Long.BYTES, RankOrder.SIGNED)).limit(blocks).toList();
        IntStream.range(0, blocks).forEach(block -> Memory.putI64(at(block) + 24, block + 77));
    }

    long frame() {
        return frame.address();
    }

    private long at(int block) {
        return frame.address() + block * BLOCK_BYTES;
    }

    EveryBlock block(int index, EveryBlock block, boolean isSpread) {
        final int offset = (int) (index * BLOCK_BYTES);
        return new EveryBlock(block.table(), block.periodNanos(), block.hasEach(), isSpread && block.isSpread(),
                List.of(new Variable("rows", offset, 8, Merge.SUM), new Variable("sum", offset + 8, 8, Merge.SUM), new Variable("keys", offset + 16, 1, Merge.XOR)), List.of(tops.get(index)));
    }

    void init(int block) {
        Memory.putI64(at(block), 0);
        Memory.putI64(at(block) + 8, 0);
        Memory.putU8(at(block) + 16, 0);
        tops.get(block).clear();
    }

    void each(int block, int key, long rankPlace) {
        final long rank = Memory.i64(rankPlace);
        Memory.putI64(at(block), Memory.i64(at(block)) + 1);
        Memory.putI64(at(block) + 8, Memory.i64(at(block) + 8) + rank);
        Memory.putU8(at(block) + 16, Memory.u8(at(block) + 16) ^ key);
        Memory.putI64(row.address(), rank);
        Memory.putI64(row.address() + 8, key);
        tops.get(block).add(row.address());
        Memory.putI64(rankPlace, rank * 3 + block + 1);
    }

    String text(int block) {
        final StringBuilder text = new StringBuilder(": rows " + Memory.i64(at(block)) + " sum " + Memory.i64(at(block) + 8) + " keys " + Memory.u8(at(block) + 16) + " top");
        tops.get(block).write(row.address());
        for (int i = 0; i < tops.get(block).size(); i++) {
            text.append(' ').append(Memory.i64(row.address() + (long) i * TOP_ROW_BYTES)).append('/').append(Memory.i64(row.address() + (long) i * TOP_ROW_BYTES + 8));
        }
        if (Memory.i64(at(block) + 24) != block + 77) {
            throw new AssertionError("what is no variable must stay as it is");
        }
        return text.toString();
    }

    @Override
    public void close() {
        frame.close();
        row.close();
        tops.forEach(TopRows::close);
    }
}
