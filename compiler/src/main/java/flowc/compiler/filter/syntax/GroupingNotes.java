package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterNote;
import flowc.compiler.filter.ast.Place;
import flowc.compiler.syntax.DeepStack;
import flowc.grammar.PcapFilterParser;
import flowc.grammar.PcapFilterParser.ComparisonContext;
import flowc.grammar.PcapFilterParser.ExpressionContext;
import flowc.grammar.PcapFilterParser.OperandContext;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** How an expression groups where parentheses do not say it, and somebody may expect something else. It reads the parse tree, which has them. */
final class GroupingNotes {
    private static final int MAX_SHOWN = 200;

    private final String text;
    private final List<FilterNote> notes = new ArrayList<>();

    private GroupingNotes(String text) {
        this.text = text;
    }

    /** {@code text} is known to parse. */
    static List<FilterNote> of(String text) {
        final GroupingNotes found = new GroupingNotes(text);
        DeepStack.call(() -> {
            found.walk(GuardedParser.parse(text, TokenReader.read(text)));
            return null;
        });
        return found.notes;
    }

    private void walk(ParserRuleContext rule) {
        if (rule instanceof ExpressionContext expression) {
            mixed(expression);
            nots(expression);
        }
        if (rule instanceof ComparisonContext comparison) {
            greedy(comparison);
        }
        for (int i = 0; i < rule.getChildCount(); i++) {
            final ParseTree child = rule.getChild(i);
            if (child instanceof ParserRuleContext inner) {
                walk(inner);
            }
        }
    }

    /** An and behind an or takes all that stands before it. */
    private void mixed(ExpressionContext rule) {
        boolean or = false;
        final int operands = rule.operand().size();
        for (int i = 1; i < operands; i++) {
            final boolean isOr = Runs.operator(rule, i) == PcapFilterParser.OR;
            if (or && !isOr) {
                notes.add(new FilterNote(Places.of(rule), "'and' and 'or' have the same precedence: this is " + grouped(rule)));
                return;
            }
            or |= isOr;
        }
    }

    private String grouped(ExpressionContext rule) {
        final StringBuilder grouped = new StringBuilder(written(rule.operand(0)));
        final int operands = rule.operand().size();
        for (int i = 1; i < operands && grouped.length() <= MAX_SHOWN; i++) {
            if (i > 1 && Runs.operator(rule, i) != Runs.operator(rule, i - 1)) {
                grouped.insert(0, "(").append(')');
            }
            grouped.append(Runs.operator(rule, i) == PcapFilterParser.OR ? " or " : " and ").append(written(rule.operand(i)));
        }
        return grouped.length() > MAX_SHOWN ? grouped.substring(0, MAX_SHOWN) + "…" : grouped.toString();
    }

    private String written(ParserRuleContext rule) {
        final Place place = Places.of(rule);
        return text.substring(place.start(), place.end());
    }

    /** {@code not port 80 or 443}: the second has its qualifiers from the first, but not the not. */
    private void nots(ExpressionContext rule) {
        final List<OperandContext> operands = rule.operand();
        for (int i = 1; i < operands.size(); i++) {
            final OperandContext before = operands.get(i - 1);
            final OperandContext next = operands.get(i);
            if (before.NOT() != null && !IdBuilder.isId(before) && IdBuilder.isId(next) && next.NOT() == null) {
                notes.add(new FilterNote(Places.of(before), "'not' takes '" + Values.shown(written(before.operand())) + "' only, not '"
                        + Values.shown(written(next)) + "' as well"));
            }
        }
    }

    /** A % or ^ with operators behind it, or strong ones before it. */
    private void greedy(ComparisonContext rule) {
        final List<Integer> operators = rule.operator().stream().map(operator -> operator.getStart().getType()).toList();
        for (int i = 0; i < operators.size(); i++) {
            final int type = operators.get(i);
            final boolean isLast = i + 1 == operators.size() || Kinds.isComparator(operators.get(i + 1));
            final boolean isFirst = i == 0 || Kinds.isComparator(operators.get(i - 1));
            if ((type == PcapFilterParser.PERCENT || type == PcapFilterParser.CARET) && !(isLast && isFirst)) {
                notes.add(new FilterNote(Places.of(rule), "'%' and '^' have no precedence: each takes one operand before it and everything behind it, up to the comparison"));
                return;
            }
        }
    }
}
