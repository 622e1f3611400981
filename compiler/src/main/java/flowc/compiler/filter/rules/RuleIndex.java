package flowc.compiler.filter.rules;

import flowc.compiler.bytecode.ClassEmitter;
import flowc.compiler.bytecode.CodeTooLargeException;
import flowc.compiler.bytecode.FilterLoader;
import flowc.compiler.filter.graph.TestTree;
import flowc.compiler.filter.lower.RuleLowering;
import flowc.compiler.ir.passes.Passes;
import flowc.runtime.program.RuleProgram;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rules made ready to be matched together: a table for each shape of patterns, and programs of up to 64 others each. Immutable; any thread. */
final class RuleIndex {
    static final RuleIndex EMPTY = new RuleIndex(List.of(), 0);

    /** Rules that one program tests, and the program; without one they are asked themselves. */
    private record Group(Rule[] rules, RuleProgram program) {}

    private final List<Rule> rules;

    /** By the family's ordinal. */
    private final PatternTable[][] tables;

    private final Group[] groups;

    /** Compiles; takes milliseconds where many rules have no patterns. {@code seed} is for the tables. */
    RuleIndex(List<Rule> rules, long seed) {
        this.rules = rules;
        this.tables = tables(rules, seed);
        final List<Group> found = groups(rules.stream().filter(rule -> rule.patterns().isEmpty() && rule.predicate().isPresent()).toList());
        final Rule[] alone = rules.stream().filter(rule -> rule.predicate().isEmpty()).toArray(Rule[]::new);
        found.add(new Group(alone, null));
        this.groups = found.toArray(Group[]::new);
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

    private static List<Group> groups(List<Rule> rules) {
        // Neighbours in this order begin alike, so they share most when they are compiled together.
        final List<Rule> sorted = rules.stream().sorted(Comparator.comparing((Rule rule) -> rule.predicate().orElseThrow().toString())).toList();
        final List<Group> groups = new ArrayList<>();
        for (int from = 0; from < sorted.size(); from += RuleProgram.MOST_RULES) {
            final List<Rule> together = sorted.subList(from, Math.min(sorted.size(), from + RuleProgram.MOST_RULES));
            groups.add(new Group(together.toArray(Rule[]::new), compile(together)));
        }
        return groups;
    }

    /** Null when the rules are too large for a method. */
    private static RuleProgram compile(List<Rule> rules) {
        final TestTree tree = TestTree.of(rules.stream().map(rule -> rule.predicate().orElseThrow()).toList());
        try {
            return FilterLoader.load(ClassEmitter.emit(Passes.run(RuleLowering.program(FilterLoader.PACKAGE + ".Rules", tree))).bytes(), RuleProgram.class);
        } catch (CodeTooLargeException _) {
            return null;
        }
    }

    List<Rule> rules() {
        return rules;
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
        if (group.program() == null) {
            for (Rule rule : group.rules()) {
                if (rule.accepts(packet, captureLength, wireLength)) {
                    matches.add(rule);
                }
            }
            return;
        }
        for (long left = group.program().accepted(packet, captureLength, wireLength); left != 0; left &= left - 1) {
            matches.add(group.rules()[Long.numberOfTrailingZeros(left)]);
        }
    }
}
