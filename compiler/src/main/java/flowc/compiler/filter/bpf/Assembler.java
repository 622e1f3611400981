package flowc.compiler.filter.bpf;

import static flowc.compiler.filter.bpf.BpfCode.JA;
import static flowc.compiler.filter.bpf.BpfCode.JMP;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects instructions whose jumps have labels, and gives them distances; those beyond 255 go by way of an unconditional jump. */
final class Assembler {
    private static final int FARTHEST = 255;

    /** {@code yes} and {@code no} are null for what does not jump, and {@code no} for what always does. */
    private record Line(int code, int k, Object yes, Object no) {}

    private final List<Line> lines = new ArrayList<>();
    /** Labels, and the number of the line each stands before. */
    private final Map<Object, Integer> labels = new HashMap<>();

    void label(Object label) {
        labels.put(label, lines.size());
    }

    void add(int code, int k) {
        lines.add(new Line(code, k, null, null));
    }

    void add(int code) {
        add(code, 0);
    }

    void branch(int code, int k, Object yes, Object no) {
        lines.add(new Line(code, k, yes, no));
    }

    void jump(Object to) {
        lines.add(new Line(JMP | JA, 0, to, null));
    }

    List<BpfInstruction> assemble() {
        final boolean[] longYes = new boolean[lines.size()];
        final boolean[] longNo = new boolean[lines.size()];
        int[] places = places(longYes, longNo);
        while (lengthen(places, longYes, longNo)) {
            places = places(longYes, longNo);
        }
        final List<BpfInstruction> result = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            emit(i, places, longYes[i], longNo[i], result);
        }
        return result;
    }

    private int[] places(boolean[] longYes, boolean[] longNo) {
        final int[] places = new int[lines.size() + 1];
        for (int i = 0; i < lines.size(); i++) {
            places[i + 1] = places[i] + 1 + (longYes[i] ? 1 : 0) + (longNo[i] ? 1 : 0);
        }
        return places;
    }

    private boolean lengthen(int[] places, boolean[] longYes, boolean[] longNo) {
        boolean changed = false;
        for (int i = 0; i < lines.size(); i++) {
            final Line line = lines.get(i);
            if (line.no == null) {
                continue;
            }
            if (!longYes[i] && target(line.yes, places) - places[i] - 1 > FARTHEST) {
                longYes[i] = true;
                changed = true;
            }
            if (!longNo[i] && target(line.no, places) - places[i] - 1 > FARTHEST) {
                longNo[i] = true;
                changed = true;
            }
        }
        return changed;
    }

    private int target(Object label, int[] places) {
        return places[labels.get(label)];
    }

    private void emit(int i, int[] places, boolean longYes, boolean longNo, List<BpfInstruction> result) {
        final Line line = lines.get(i);
        final int next = places[i] + 1;
        if (line.yes == null) {
            result.add(new BpfInstruction(line.code, line.k));
        } else if (line.no == null) {
            result.add(new BpfInstruction(line.code, target(line.yes, places) - next));
        } else {
            final int yes = longYes ? 0 : target(line.yes, places) - next;
            final int no = longNo ? longYes ? 1 : 0 : target(line.no, places) - next;
            result.add(new BpfInstruction(line.code, yes, no, line.k));
            if (longYes) {
                result.add(new BpfInstruction(JMP | JA, target(line.yes, places) - next - 1));
            }
            if (longNo) {
                result.add(new BpfInstruction(JMP | JA, target(line.no, places) - places[i + 1]));
            }
        }
    }
}
