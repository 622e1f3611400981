package flowc.compiler.filter.syntax;

import flowc.compiler.filter.ast.FilterExpression.Encapsulation;
import flowc.compiler.filter.ast.FilterExpression;
import flowc.compiler.filter.ast.Place;
import flowc.compiler.filter.predicate.Predicate.Comparison;
import flowc.grammar.PcapFilterParser.NestedNumberContext;
import flowc.grammar.PcapFilterParser.PrimitiveContext;
import flowc.grammar.PcapFilterParser;
import java.util.List;
import java.util.OptionalLong;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.TerminalNode;

/** Builds the primitives that take no id. Aliases become the word that libpcap's manual has first. */
final class PrimitiveBuilder {
    private PrimitiveBuilder() {}

    static FilterExpression primitive(PrimitiveContext rule) {
        final Place place = Places.of(rule);
        return switch (rule) {
            case PcapFilterParser.BroadcastContext cast -> new FilterExpression.Broadcast(Words.protocol(cast.protocol()), place);
            case PcapFilterParser.MulticastContext cast -> new FilterExpression.Multicast(Words.protocol(cast.protocol()), place);
            case PcapFilterParser.LengthLimitContext limit -> limit.LESS() != null ? new FilterExpression.Less(value(limit.NUMBER()), place)
                    : new FilterExpression.Greater(value(limit.NUMBER()), place);
            case PcapFilterParser.ByteTestContext test -> new FilterExpression.ByteTest(value(test.NUMBER(0)),
                    test.getChild(2).getText().charAt(0), value(test.NUMBER(1)), place);
            case PcapFilterParser.BoundContext bound -> new FilterExpression.Bound(bound.OUTBOUND() != null, place);
            case PcapFilterParser.InterfaceIndexContext index -> new FilterExpression.InterfaceIndex(value(index.NUMBER()), place);
            case PcapFilterParser.ShiftContext shift -> new FilterExpression.Shift(encapsulation(shift), number(shift.nestedNumber()), place);
            case PcapFilterParser.DiscoveryContext _ -> new FilterExpression.Shift(Encapsulation.PPPOE_DISCOVERY, OptionalLong.empty(), place);
            case PcapFilterParser.LlcContext llc ->
                new FilterExpression.Llc(llc.RULENUM() != null ? "rnr" : llc.word() == null ? null : text(llc.word()), place);
            case PcapFilterParser.AtmContext atm -> new FilterExpression.Atm(atm.getText(), place);
            case PcapFilterParser.MtpContext mtp -> new FilterExpression.Mtp(canonical(mtp), place);
            case PcapFilterParser.FieldTestContext test -> new FilterExpression.FieldTest(test.field().getText(),
                    test.comparator() == null ? Comparison.EQUAL : Words.comparison(test.comparator().getStart().getType()), value(test.NUMBER()), place);
            case PcapFilterParser.FieldListContext list -> fieldList(list, place);
            default -> wlanOrLog(rule, place);
        };
    }

    private static FilterExpression wlanOrLog(PrimitiveContext rule, Place place) {
        return switch (rule) {
            case PcapFilterParser.WlanTypeContext type ->
                new FilterExpression.WlanType(text(type.code(0)), type.code().size() == 1 ? null : text(type.code(1)), place);
            case PcapFilterParser.WlanSubtypeContext subtype -> new FilterExpression.WlanType(null, text(subtype.word()), place);
            case PcapFilterParser.WlanDirectionContext direction -> new FilterExpression.WlanDirection(text(direction.code()), place);
            case PcapFilterParser.LogWordContext log -> new FilterExpression.PacketFilterLog(canonical(log.getStart()), text(log.word()), place);
            case PcapFilterParser.LogNumberContext log ->
                new FilterExpression.PacketFilterLog(canonical(log.getStart()), Long.toString(value(log.NUMBER())), place);
            case PcapFilterParser.LogReasonContext log -> new FilterExpression.PacketFilterLog("reason", text(log.code()), place);
            default -> throw new IllegalStateException("the rule must be a primitive: rule=" + rule.getText());
        };
    }

    private static Encapsulation encapsulation(PcapFilterParser.ShiftContext rule) {
        return switch (rule.getStart().getType()) {
            case PcapFilterParser.VLAN -> Encapsulation.VLAN;
            case PcapFilterParser.MPLS -> Encapsulation.MPLS;
            case PcapFilterParser.PPPOES -> Encapsulation.PPPOE_SESSION;
            default -> Encapsulation.GENEVE;
        };
    }

    private static OptionalLong number(NestedNumberContext rule) {
        NestedNumberContext number = rule;
        while (number != null && number.NUMBER() == null) {
            number = number.nestedNumber();
        }
        return number == null ? OptionalLong.empty() : OptionalLong.of(value(number.NUMBER()));
    }

    private static FilterExpression fieldList(PcapFilterParser.FieldListContext rule, Place place) {
        final List<TerminalNode> values = rule.NUMBER();
        final Runs chain = new Runs();
        for (final TerminalNode value : values) {
            final Place own = values.size() == 1 ? place : Places.of(value.getSymbol());
            chain.add(value == values.getFirst() ? null : PcapFilterParser.OR,
                    new FilterExpression.FieldTest(rule.field().getText(), Comparison.EQUAL, value(value), own));
        }
        return chain.join();
    }

    private static long value(TerminalNode number) {
        return Values.number(number.getSymbol());
    }

    /** A name, or a number in decimal digits. */
    private static String text(ParserRuleContext rule) {
        final Token token = rule.getStart();
        return token.getType() == PcapFilterParser.NUMBER ? Long.toString(Values.number(token)) : Values.name(token);
    }

    private static String canonical(ParserRuleContext rule) {
        return canonical(rule.getStart());
    }

    private static String canonical(Token word) {
        return switch (word.getType()) {
            case PcapFilterParser.IFNAME -> "ifname";
            case PcapFilterParser.RULESET -> "ruleset";
            case PcapFilterParser.RULENUM -> "rulenum";
            case PcapFilterParser.SUBRULENUM -> "subrulenum";
            case PcapFilterParser.LSSU -> "lssu";
            default -> word.getText();
        };
    }
}
