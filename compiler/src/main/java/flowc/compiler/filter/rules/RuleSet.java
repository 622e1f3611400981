package flowc.compiler.filter.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Rules that come and go while packets are matched. A new rule is asked by itself until a thread in the background has merged it into the index; a
 * removed one matches nothing from then on, and goes with the next merge. Any thread.
 */
public final class RuleSet {
    /** Expressions may nest deeper than an ordinary thread's stack allows. */
    private static final long STACK_BYTES = 256L << 20;

    /** One thread for all sets: merging is rare, and must not take the cores from the packets. */
    private static final ExecutorService MERGER = Executors.newSingleThreadExecutor(
            task -> Thread.ofPlatform().daemon().stackSize(STACK_BYTES).name("flowc-rules").unstarted(task));

    /** What readers see: {@code recent} are the rules that {@code index} does not have yet. */
    private record Generation(RuleIndex index, Rule[] recent) {}

    private final int linkType;
    private final long seed = ThreadLocalRandom.current().nextLong();
    private final Map<Integer, Rule> ruleByNumber = new HashMap<>();
    private volatile Generation generation = new Generation(RuleIndex.EMPTY, new Rule[0]);
    private boolean isMerging;
    private boolean isDirty;

    /** What the last merge ended with; null where it came to its end. */
    private Throwable failure;

    /** For packets of {@code linkType}. */
    public RuleSet(int linkType) {
        this.linkType = linkType;
    }

    /** Room for the matches of one reader. */
    public RuleMatches newMatches() {
        return new RuleMatches(linkType);
    }

    /** Adds a rule whose number no other rule has; readers meet it with their next packet. */
    public synchronized void add(Rule rule) {
        if (ruleByNumber.putIfAbsent(rule.number(), rule) != null) {
            throw new IllegalArgumentException("a rule's number must be free: number=" + rule.number());
        }
        final Rule[] recent = generation.recent();
        final Rule[] grown = java.util.Arrays.copyOf(recent, recent.length + 1);
        grown[recent.length] = rule;
        generation = new Generation(generation.index(), grown);
        merge();
    }

    /** Removes the rule; false when there is none of this number. */
    public synchronized boolean remove(int number) {
        final Rule rule = ruleByNumber.remove(number);
        if (rule == null) {
            return false;
        }
        rule.remove();
        merge();
        return true;
    }

    public synchronized int size() {
        return ruleByNumber.size();
    }

    /**
     * Waits until no rule is asked by itself any more, for those who measure.
     *
     * @throws IllegalStateException where the last merge failed: the set matches as before, but the rules since the last one that did not are asked one by one
     */
    public synchronized void awaitMerge() throws InterruptedException {
        while (isMerging) {
            wait();
        }
        if (failure != null) {
            throw new IllegalStateException("the rules could not be merged, new ones are asked one by one", failure);
        }
    }

    private void merge() {
        isDirty = true;
        if (!isMerging) {
            isMerging = true;
            MERGER.execute(this::mergeAll);
        }
    }

    private void mergeAll() {
        try {
            while (true) {
                final List<Rule> rules;
                synchronized (this) {
                    if (!isDirty) {
                        return;
                    }
                    isDirty = false;
                    rules = new ArrayList<>(ruleByNumber.values());
                }
                final RuleIndex merged = new RuleIndex(List.copyOf(rules), seed);
                synchronized (this) {
                    failure = null;
                    final Set<Rule> known = new HashSet<>(rules);
                    generation = new Generation(merged, java.util.Arrays.stream(generation.recent()).filter(rule -> !known.contains(rule) && !rule.isRemoved()).toArray(Rule[]::new));
                }
            }
        } catch (RuntimeException | Error e) {
            synchronized (this) {
                failure = e;
            }
            throw e; // for the thread's handler: not everybody waits for a merge
        } finally {
            synchronized (this) {
                isMerging = false;
                notifyAll();
                if (isDirty) {
                    merge();
                }
            }
        }
    }

    /** Finds the rules that accept the packet; arguments as of a filter's test. {@code matches} is the calling thread's own. */
    public void match(RuleMatches matches, long packet, long captureLength, long wireLength) {
        final Generation now = generation;
        matches.clear();
        final PacketFields fields = matches.fields();
        final PacketFields.Outcome outcome = fields == null ? PacketFields.Outcome.NO_FAMILY : fields.read(packet, captureLength);
        now.index().match(matches, outcome, packet, captureLength, wireLength);
        for (Rule rule : now.recent()) {
            if (rule.accepts(packet, captureLength, wireLength)) {
                matches.add(rule);
            }
        }
        matches.sort();
    }
}
