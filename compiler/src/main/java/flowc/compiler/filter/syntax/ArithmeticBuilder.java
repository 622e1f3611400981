package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.Arithmetic;
import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.ast.Place;
import flowc.compiler.filter.predicate.Value;
import flowc.grammar.PcapFilterParser.ComparisonContext;
import flowc.grammar.PcapFilterParser.ExpressionContext;
import flowc.grammar.PcapFilterParser.NumberContext;
import flowc.grammar.PcapFilterParser.OperandContext;
import flowc.grammar.PcapFilterParser.OperatorContext;
import flowc.grammar.PcapFilterParser;
import java.util.List;

/** Builds numbers, and relations of them. */
final class ArithmeticBuilder {
    private final TreeDepth depth;
    private final Slips slips;

    ArithmeticBuilder(TreeDepth depth, Slips slips) {
        this.depth = depth;
        this.slips = slips;
    }

    /** Index of the operator that compares; -1 where none does. */
    static int comparator(ComparisonContext rule) {
        final List<OperatorContext> operators = rule.operator();
        for (int i = 0; i < operators.size(); i++) {
            if (Words.comparison(operators.get(i).getStart().getType()) != null) {
                return i;
            }
        }
        return -1;
    }

    /** {@code comparator} is the index of the operator that compares. */
    FilterExpression relation(ComparisonContext rule, int comparator) {
        final List<OperatorContext> operators = rule.operator();
        final int last = operators.size();
        for (int i = comparator + 1; i < last; i++) {
            if (Words.comparison(operators.get(i).getStart().getType()) != null) {
                throw new FilterError(Places.of(operators.get(i)), "a comparison cannot be compared again", "combine two with 'and'");
            }
        }
        final Arithmetic left = numbers(rule, 0, comparator);
        final Arithmetic right = numbers(rule, comparator + 1, last);
        return new FilterExpression.Relation(Words.comparison(operators.get(comparator).getStart().getType()), left, right, Places.of(rule));
    }

    private Arithmetic numbers(ComparisonContext rule, int first, int last) {
        final Place place = Places.of(rule.number(first)).to(Places.of(rule.number(last)));
        depth.enter(last - first, place);
        final Arithmetic grouped = Precedence.group(new Operands(rule), first, last);
        depth.leave(last - first);
        return grouped;
    }

    /** What stands between brackets or parentheses where only a number may. */
    private Arithmetic inner(ExpressionContext rule) {
        final OperandContext operand = rule.operand(0);
        final ComparisonContext comparison = operand.comparison();
        if (rule.operand().size() > 1 || comparison == null || comparator(comparison) >= 0) {
            throw slips.notANumber(rule);
        }
        return numbers(comparison, 0, comparison.number().size() - 1);
    }

    private Arithmetic unsigned(NumberContext rule) {
        return switch (rule) {
            case PcapFilterParser.PlainNumberContext plain -> new Arithmetic.Number(Values.number(plain.getStart()), Places.of(plain));
            case PcapFilterParser.LengthContext length -> new Arithmetic.Length(Places.of(length));
            case PcapFilterParser.GroupContext group -> deeper(group.expression());
            case PcapFilterParser.AccessorContext accessor -> new Arithmetic.Accessor(Words.protocol(accessor.protocol()),
                    deeper(accessor.expression()), accessor.NUMBER() == null ? 1 : Values.number(accessor.NUMBER().getSymbol()), Places.of(accessor));
            default -> throw new IllegalStateException("the number must have no sign: rule=" + rule.getText());
        };
    }

    private Arithmetic deeper(ExpressionContext rule) {
        depth.enter(1, Places.of(rule));
        final Arithmetic inner = inner(rule);
        depth.leave(1);
        return inner;
    }

    /** The numbers of one rule, whose signs stand within them in the parse tree. */
    private final class Operands implements Precedence.Items {
        private final List<NumberContext> numbers;
        private final List<OperatorContext> operators;

        Operands(ComparisonContext rule) {
            this.operators = rule.operator();
            this.numbers = rule.number();
        }

        @Override
        public Arithmetic operand(int index) {
            NumberContext number = numbers.get(index);
            while (number instanceof PcapFilterParser.NegationContext negation) {
                number = negation.number();
            }
            return unsigned(number);
        }

        @Override
        public int signs(int index) {
            int signs = 0;
            for (NumberContext n = numbers.get(index); n instanceof PcapFilterParser.NegationContext negation; n = negation.number()) {
                signs++;
            }
            return signs;
        }

        @Override
        public Arithmetic signed(Arithmetic operand, int index) {
            final int signs = signs(index);
            depth.enter(signs, operand.place());
            Arithmetic signed = operand;
            for (int i = signs - 1; i >= 0; i--) {
                signed = new Arithmetic.Negation(signed, new Place(sign(index, i), operand.place().end()));
            }
            depth.leave(signs);
            return signed;
        }

        private int sign(int index, int count) {
            NumberContext number = numbers.get(index);
            for (int i = 0; i < count; i++) {
                number = ((PcapFilterParser.NegationContext) number).number();
            }
            return number.getStart().getStartIndex();
        }

        @Override
        public Value.Operator operator(int index) {
            return Words.operator(operators.get(index).getStart().getType());
        }
    }
}
