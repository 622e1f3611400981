package flowc.oracle;

import flowc.runtime.table.EvictionPolicy;
import java.util.List;

/** A described tracker. {@code input} may be null. */
record TrackerSpec(Condition input, List<TableSpec> tables) {
    String text() {
        final StringBuilder text = new StringBuilder("tracker random\n");
        if (input != null) {
            text.append("input where ").append(input.text()).append('\n');
        }
        tables.forEach(table -> table(table, text));
        return text.toString();
    }

    private void table(TableSpec table, StringBuilder text) {
        text.append("table ").append(table.name()).append(" key ").append(table.key().text());
        if (table.where() != null) {
            text.append(" where ").append(table.where().text());
        }
        text.append(table.idle() == 0 ? "" : " idle " + table.idle() + "ns").append(table.active() == 0 ? "" : " active " + table.active() + "ns");
        text.append(" limit ").append(table.limit()).append(eviction(table)).append(" {\n");
        text.append("  n: u64, small: u16 = 65530, q: u64, c, bytes: counter, last: time, home: endpoint?");
        text.append(table.key() == KeyKind.TYPED ? ", who: t0.key\n" : "\n");
        table.handlers().forEach(handler -> handler(handler, text));
        table.everies().forEach(every -> every(table, every, text));
        text.append("}\n");
    }

    private static String eviction(TableSpec table) {
        return table.eviction() == EvictionPolicy.OLDEST ? "" : table.eviction() == EvictionPolicy.REFUSE ? " evict refuse" : " evict smallest by " + (table.byDelta() ? "c" : "n");
    }

    private void handler(TableSpec.Handler handler, StringBuilder text) {
        text.append("  on ").append(handler.event().name().toLowerCase(java.util.Locale.ROOT));
        if (handler.of() >= 0) {
            text.append(" of ").append(tables.get(handler.of()).name());
        }
        text.append(handler.where() == null ? " " : " where " + handler.where().text() + " ").append(Action.block(handler.body(), this)).append('\n');
    }

    private void every(TableSpec table, TableSpec.Every every, StringBuilder text) {
        text.append("  every ").append(every.period()).append("ns {\n");
        if (every.sums()) {
            text.append("  init { var rows = 0; var sum = 0 }\n");
        }
        text.append("  each ").append(Action.block(every.each(), this)).append('\n');
        text.append("  finish { emit ").append(table.name()).append("pass { ").append(every.sums() ? "rows, sum, " : "").append("now, elapsed } }\n  }\n");
    }
}
