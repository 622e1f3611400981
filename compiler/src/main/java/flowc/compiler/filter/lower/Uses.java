package flowc.compiler.filter.lower;

import flowc.compiler.filter.graph.Condition;
import flowc.compiler.filter.graph.Node;
import flowc.compiler.filter.graph.Shape;
import flowc.compiler.filter.graph.Term;
import java.util.List;
import java.util.stream.Stream;

/** What reads what. */
final class Uses {
    private Uses() {}

    /** Terms that a node itself reads. */
    static List<Term> of(Node node) {
        return switch (node) {
            case Node.Branch branch -> of(branch.condition());
            case Node.Assign assign -> List.of(assign.value());
            case Node.End _, Node.Repeat _ -> List.of();
        };
    }

    static List<Term> of(Condition condition) {
        return switch (condition) {
            case Condition.Equal(Term left, Term right) -> List.of(left, right);
            case Condition.Below(Term left, Term right) -> List.of(left, right);
            case Condition.Captured(Term index, long _) -> Stream.ofNullable(index).toList();
        };
    }

    /** Terms that a term is computed from directly. */
    static List<Term> of(Term term) {
        return switch (term.shape()) {
            case Shape.Load load -> Stream.ofNullable(load.index()).toList();
            case Shape.Binary binary -> List.of(binary.left(), binary.right());
            case Shape.Constant _, Shape.WireLength _, Shape.Register _ -> List.of();
        };
    }
}
