package flowc.compiler.filter.rules;

import flowc.compiler.bytecode.ClassEmitter;
import flowc.compiler.bytecode.CodeTooLargeException;
import flowc.compiler.bytecode.FilterLoader;
import flowc.compiler.filter.graph.FilterGraph;
import flowc.compiler.filter.graph.TestTree;
import flowc.compiler.filter.lower.FilterLowering;
import flowc.compiler.filter.lower.RuleLowering;
import flowc.compiler.ir.IrProgram;
import flowc.compiler.ir.passes.Passes;
import flowc.runtime.program.FilterProgram;
import flowc.runtime.program.RuleProgram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rules made ready to be matched together: a table for each shape of patterns, and programs of up to 64 others each. Immutable; any thread. */
final class RuleIndex {
    static final RuleIndex EMPTY = new RuleIndex(List.of(), 0);

    /** Rules that one program tests. */
    private record Group(Rule[] rules, RuleProgram program) {}

    /** A rule that is asked by itself. */
    private record Alone(Rule rule, FilterProgram program) {}

    private final List<Rule> rules;

    /** By the family's ordinal. */
    private final PatternTable[][] tables;

    private final Group[] groups;
    private final Alone[] alone;

    /** Compiles; takes milliseconds where many rules have no patterns. {@code seed} is for the tables. */
    RuleIndex(List<Rule> rules, long seed) {
        this.rules = rules;
        this.tables = tables(rules, seed);
        final Map<Boolean, List<Rule>> isSmall = rules.stream().filter(rule -> rule.patterns().isEmpty()).collect(Collectors.partitioningBy(RuleIndex::isSmall));
        this.groups = groups(isSmall.get(true));
        this.alone = isSmall.get(false).stream().map(rule -> new Alone(rule, compile(rule))).toArray(Alone[]::new);
    }

    private static PatternTable[][] tables(List<Rule> rules, long seed) {
        final Map<Family, Map<Integer, Map<Pattern, List<Rule>>>> sorted = new EnumMap<>(Family.class);
        for (Rule rule : rules) {
            rule.patterns().ifPresent(patterns -> patterns.forEach(pattern -> sorted
                    .computeIfAbsent(pattern.family(), _ -> new HashMap<>())
                    .computeIfAbsent(pattern.shape(), _ -> new HashMap<>())
                    .computeIfAbsent(pattern, _ -> new ArrayList<>())
                    .add(rule)));
        }
        final PatternTable[][] tables = new PatternTable[Family.values().length][0];
        sorted.forEach((family, shapes) -> tables[family.ordinal()] =
                shapes.entrySet().stream().map(shape -> new PatternTable(shape.getKey(), seed, shape.getValue())).toArray(PatternTable[]::new));
        return tables;
    }

    private static boolean isSmall(Rule rule) {
        return rule.predicate().isPresent() && TestTree.size(rule.predicate().get()) <= RuleLowering.MOST_TESTS;
    }

    private static FilterProgram compile(Rule rule) {
        return rule.predicate().map(predicate -> {
            try {
                final IrProgram program = FilterLowering.program(FilterLoader.PACKAGE + ".Rule", FilterGraph.of(predicate), FilterLowering.SURELY_FEW_NODES);
                return FilterLoader.load(ClassEmitter.emit(Passes.run(program)).bytes());
            } catch (CodeTooLargeException _) {
                return rule.program();
            }
        }).orElse(rule.program());
    }

    private static Group[] groups(List<Rule> rules) {
        // Neighbours in this order begin alike, so they share most when they are compiled together.
        final List<Rule> sorted = rules.stream().sorted(Comparator.comparing((Rule rule) -> rule.predicate().orElseThrow().toString())).toList();
        final List<Group> groups = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += RuleProgram.MOST_RULES) {
            final List<Rule> together = sorted.subList(from, Math.min(sorted.size(), from + RuleProgram.MOST_RULES));
            groups.add(new Group(together.toArray(Rule[]::new), compile(together)));
        }
        return groups.toArray(Group[]::new);
    }

    private static RuleProgram compile(List<Rule> rules) {
        final TestTree tree = TestTree.of(rules.stream().map(rule -> rule.predicate().orElseThrow()).toList());
        try {
            return FilterLoader.load(ClassEmitter.emit(Passes.run(RuleLowering.program(FilterLoader.PACKAGE + ".Rules", tree))).bytes(), RuleProgram.class);
        } catch (CodeTooLargeException e) {
            throw new IllegalStateException("64 small rules fit into a class", e);
        }
    }

    /** Adds the rules that accept the packet to {@code matches}, perhaps some of them twice. */
    void match(RuleMatches matches, PacketFields.Outcome outcome, long packet, long captureLength, long wireLength) {
        switch (outcome) {
            case READ -> lookUp(matches);
            case CUT -> askPatterned(matches, packet, captureLength, wireLength);
            case NO_FAMILY -> {
                // No pattern is of such packets.
            }
        }
        for (Group group : groups) {
            ask(group, matches, packet, captureLength, wireLength);
        }
        for (Alone one : alone) {
            if (one.program().test(packet, captureLength, wireLength)) {
                matches.add(one.rule());
            }
        }
    }

    private void lookUp(RuleMatches matches) {
        final PacketFields fields = matches.fields();
        for (PatternTable table : tables[fields.family.ordinal()]) {
            if (fields.hasPorts || !table.asksPorts()) {
                matches.add(table.find(fields, fields.ports));
                if (fields.innerProtocol >= 0 && table.asksProtocol()) {
                    matches.add(table.find(fields, fields.innerPorts()));
                }
            }
        }
    }

    private void askPatterned(RuleMatches matches, long packet, long captureLength, long wireLength) {
        for (Rule rule : rules) {
            if (rule.patterns().isPresent() && rule.accepts(packet, captureLength, wireLength)) {
                matches.add(rule);
            }
        }
    }

    private static void ask(Group group, RuleMatches matches, long packet, long captureLength, long wireLength) {
        for (long left = group.program().accepted(packet, captureLength, wireLength); left != 0; left &= left - 1) {
            matches.add(group.rules()[Long.numberOfTrailingZeros(left)]);
        }
    }
}
