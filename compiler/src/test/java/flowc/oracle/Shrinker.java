package flowc.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes a failing case small enough to read: fewer packets, then fewer statements, as long as it fails. */
final class Shrinker {
    private final BiPredicate<TrackerSpec, List<Packet>> fails;
    private TrackerSpec tracker;
    private List<Packet> packets;

    Shrinker(TrackerSpec tracker, List<Packet> packets, BiPredicate<TrackerSpec, List<Packet>> fails) {
        this.tracker = tracker;
        this.packets = packets;
        this.fails = fails;
    }

    void shrink() {
        dropPackets();
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (final TrackerSpec candidate : candidates().toList()) {
                if (fails.test(candidate, packets)) {
                    tracker = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        dropPackets();
    }

    TrackerSpec tracker() {
        return tracker;
    }

    List<Packet> packets() {
        return packets;
    }

    private void dropPackets() {
        for (int chunk = Math.max(1, packets.size() / 2); chunk > 0; chunk /= 2) {
            int at = 0;
            while (at < packets.size()) {
                final List<Packet> fewer = new ArrayList<>(packets);
                fewer.subList(at, Math.min(at + chunk, fewer.size())).clear();
                if (fails.test(tracker, fewer)) {
                    packets = fewer;
                } else {
                    at += chunk;
                }
            }
        }
    }

    private Stream<TrackerSpec> candidates() {
        final Stream<TrackerSpec> input = tracker.input() == null ? Stream.empty() : Stream.of(new TrackerSpec(null, tracker.tables()));
        return Stream.concat(input, without(tracker.tables(), this::smaller, false).map(tables -> new TrackerSpec(tracker.input(), tables)));
    }

    private Stream<TableSpec> smaller(TableSpec table) {
        return Stream.concat(without(table.handlers(), this::smaller, true).map(handlers -> table.with(handlers, table.everies())),
                without(table.everies(), every -> without(every.each(), this::smaller, true).map(each -> new TableSpec.Every(every.period(), every.sums(), each)), true)
                        .map(everies -> table.with(table.handlers(), everies)));
    }

    private Stream<TableSpec.Handler> smaller(TableSpec.Handler handler) {
        final Stream<TableSpec.Handler> ungated = handler.where() == null ? Stream.empty() : Stream.of(new TableSpec.Handler(handler.event(), handler.of(), null, handler.body()));
        return Stream.concat(ungated, without(handler.body(), this::smaller, true).map(body -> new TableSpec.Handler(handler.event(), handler.of(), handler.where(), body)));
    }

    private Stream<Action> smaller(Action action) {
        return switch (action) {
            case Action.When when -> Stream.concat(without(when.then(), this::smaller, true).map(then -> new Action.When(when.condition(), then, when.otherwise())),
                    without(when.otherwise(), this::smaller, true).map(otherwise -> new Action.When(when.condition(), when.then(), otherwise)));
            case Action.Loop loop -> without(loop.body(), this::smaller, true).map(body -> new Action.Loop(loop.id(), loop.rounds(), loop.skipped(), loop.stopped(), body));
            case Action.Look look -> Stream.concat(
                    without(look.then(), this::smaller, true).map(then -> new Action.Look(look.id(), look.table(), look.side(), look.moved(), then, look.otherwise())),
                    without(look.otherwise(), this::smaller, true).map(otherwise -> new Action.Look(look.id(), look.table(), look.side(), look.moved(), look.then(), otherwise)));
            default -> Stream.empty();
        };
    }

    /** Lists with one element left out, where that may be, or made smaller. */
    private static <T> Stream<List<T>> without(List<T> all, Function<T, Stream<T>> smaller, boolean leaveOut) {
        final List<List<T>> lists = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (leaveOut) {
                final List<T> fewer = new ArrayList<>(all);
                fewer.remove(i);
                lists.add(fewer);
            }
            final int at = i;
            smaller.apply(all.get(i)).forEach(element -> {
                final List<T> changed = new ArrayList<>(all);
                changed.set(at, element);
                lists.add(changed);
            });
        }
        return lists.stream();
    }
}
