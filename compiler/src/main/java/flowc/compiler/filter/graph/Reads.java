package flowc.compiler.filter.graph;

import java.util.List;
import java.util.stream.Stream;

/** What reads what. */
public final class Reads {
    private Reads() {}

    /** Terms that a node itself reads. */
    public static List<Term> of(Node node) {
        return switch (node) {
            case Node.Branch branch -> of(branch.condition());
            case Node.Assign assign -> List.of(assign.value());
            case Node.End _, Node.Repeat _ -> List.of();
        };
    }

    public static List<Term> of(Condition condition) {
        return switch (condition) {
            case Condition.Equal(Term left, Term right) -> List.of(left, right);
            case Condition.Below(Term left, Term right) -> List.of(left, right);
            case Condition.Captured(Term index, long _) -> Stream.ofNullable(index).toList();
            case Condition.Match match -> Stream.ofNullable(match.index()).toList();
            case Condition.EitherLane lanes -> Stream.ofNullable(lanes.index()).toList();
            case Condition.Any(List<Condition> parts) -> parts.stream().flatMap(part -> of(part).stream()).toList();
        };
    }

    /** Terms that a term is computed from directly. */
    public static List<Term> of(Term term) {
        return switch (term.shape()) {
            case Shape.Load load -> Stream.ofNullable(load.index()).toList();
            case Shape.Binary binary -> List.of(binary.left(), binary.right());
            case Shape.Constant _, Shape.WireLength _, Shape.Register _ -> List.of();
        };
    }
}
