package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterError;
import flowc.compiler.filter.ast.Place;
import flowc.compiler.filter.ast.Qualifiers;
import flowc.compiler.filter.ast.Qualifiers.Type;
import flowc.grammar.PcapFilterParser;
import flowc.grammar.PcapFilterParser.ComparisonContext;
import flowc.grammar.PcapFilterParser.ExpressionContext;
import flowc.grammar.PcapFilterParser.OperandContext;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Errors in expressions that the grammar lets pass: conditions, numbers and ids in each other's places. */
final class Slips {
    private final String text;

    Slips(String text) {
        this.text = text;
    }

    private String written(ParserRuleContext rule) {
        final Place place = Places.of(rule);
        return Values.shown(text.substring(place.start(), place.end()));
    }

    FilterError notANumber(ExpressionContext rule) {
        final Token first = rule.getStart();
        if (first == rule.getStop() && first.getType() == PcapFilterParser.ID) {
            return new FilterError(Places.of(rule), "'" + written(rule) + "' is no number", NumberHints.hint(first.getText(), protocolBefore(rule)));
        }
        return new FilterError(Places.of(rule), "'" + written(rule) + "' is a condition; here stands a number");
    }

    /** The protocol in whose brackets the rule stands, or nothing. */
    private static String protocolBefore(ExpressionContext rule) {
        return rule.getParent() instanceof PcapFilterParser.AccessorContext accessor ? accessor.protocol().getText() : "";
    }

    FilterError notACondition(ComparisonContext rule) {
        final Token last = rule.getStop();
        if (rule.operator().isEmpty() && rule.number(0) instanceof PcapFilterParser.PlainNumberContext) {
            return new FilterError(Places.of(rule), "the number " + written(rule) + " says nothing alone",
                    "write what it is: 'port " + written(rule) + "', 'proto " + written(rule) + "', 'host …'");
        }
        if (written(rule).matches("[0-9]+/[0-9]+")) {
            return new FilterError(Places.of(rule), "one number alone takes no prefix length", "write '" + written(rule).replace("/", ".0.0.0/") + "'");
        }
        final String hint = last.getType() == PcapFilterParser.NUMBER || rule.operator().isEmpty()
                ? "compare it: '" + written(rule) + " != 0'" : "compare it with '=', '!=', '<', '>', '<=' or '>='";
        return new FilterError(Places.of(rule), "this is a number; a filter needs a condition", hint);
    }

    FilterError idFirst(PcapFilterParser.IdentifierContext rule) {
        return IdFirst.error(rule.getStart(), written(rule), Places.of(rule));
    }

    FilterError nothingToInherit(OperandContext rule) {
        return new FilterError(Places.of(rule), "what '" + written(rule) + "' is must be said: the condition before it has no qualifiers to take over",
                "write 'host', 'net', 'port' or 'proto' before it");
    }

    FilterError noIdInParentheses(OperandContext rule) {
        return new FilterError(Places.of(rule), "'" + written(rule) + "' cannot stand among addresses, numbers or names that share their qualifiers",
                "close the parentheses before it, or write the qualifiers before each");
    }

    FilterError parenthesesFirst(PcapFilterParser.GroupContext rule) {
        return new FilterError(Places.of(rule), "parentheses cannot stand first in parentheses here", "leave out the inner ones");
    }

    FilterError sameDirectionTwice(PcapFilterParser.DirectionContext rule) {
        return new FilterError(Places.of(rule), "'" + written(rule) + "' names one direction twice", "write 'src or dst', or 'src and dst'");
    }

    FilterError noDirection(PcapFilterParser.HeadContext rule) {
        final String type = rule.type().getText();
        return new FilterError(Places.of(rule), "'" + type + "' has no direction", "leave out '" + rule.direction().getText() + "'");
    }

    /** What cannot be the name of anything. */
    void checkName(Token token, Qualifiers qualifiers) {
        final String name = Values.name(token);
        if (qualifiers.type() == Type.PORT && name.matches("[0-9]+-[0-9]+")) {
            throw new FilterError(Places.of(token), "'" + Values.shown(name) + "' is no port", "a range is written 'portrange " + Values.shown(name) + "'");
        }
    }
}
