package flowc.compiler;

import flowc.compiler.analysis.Analysis;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.TableSymbol.CheckedEvery;
import flowc.compiler.analysis.TableSymbol.CheckedHandler;
import flowc.compiler.lower.TableLowering;
import flowc.compiler.source.Span;
import flowc.compiler.syntax.ast.Declaration.Event;
import java.util.Locale;
import java.util.Optional;

/** What of a tracker's text a generated method is made of. */
final class CodeParts {
    static final String SMALLER_TRACKER = "divide it into several trackers";

    private final Analysis analysis;

    CodeParts(Analysis analysis) {
        this.analysis = analysis;
    }

    /** {@code what} is singular and begins a sentence's part; {@code remedy} says how its code becomes shorter. */
    record Part(String what, Span place, String remedy) {}

    /** Of a method by its name. */
    Part of(String method) {
        final int dollar = method.indexOf('$');
        final Optional<Part> part = dollar < 0 ? Optional.empty() : named(method, method.substring(0, dollar), method.substring(dollar + 1));
        return part.orElseGet(() -> whole(method));
    }

    /** {@code T$packet0}, {@code key$T}, {@code walk$H}. */
    private Optional<Part> named(String method, String first, String second) {
        return table(first).flatMap(table -> handler(table, method).or(() -> every(table, second)))
                .or(() -> table(second).flatMap(table -> ofTable(table, first)))
                .or(() -> ofDeclaration(first, second));
    }

    private Optional<TableSymbol> table(String name) {
        return analysis.tables().stream().filter(table -> table.name().equals(name)).findFirst();
    }

    private static Optional<Part> handler(TableSymbol table, String method) {
        return table.handlers().stream().filter(handler -> TableLowering.bodyName(table, handler).equals(method)).findFirst().map(CodeParts::handler);
    }

    static Part handler(CheckedHandler handler) {
        final Event event = handler.declaration().event();
        return new Part("this handler", handler.declaration().span().head(), "split the handler: several 'on " + event.name().toLowerCase(Locale.ROOT) + "' handlers of a table run one after the other"
                + (event == Event.EXPIRE ? ", each with its own 'emit'" : ""));
    }

    private static Optional<Part> every(TableSymbol table, String part) {
        return table.everies().stream().filter(every -> part.matches("(init|each|finish)" + every.index())).findFirst()
                .map(every -> every(every, part.substring(0, part.length() - String.valueOf(every.index()).length())));
    }

    /** {@code part}: {@code init}, {@code each} or {@code finish}. */
    static Part every(CheckedEvery every, String part) {
        return new Part("the '" + part + "' of this block", every.declaration().span().head(), "split the block: a table may have several 'every' blocks of the same time, each with its own variables");
    }

    private static Optional<Part> ofTable(TableSymbol table, String kind) {
        final Span name = table.declaration().nameSpan();
        return Optional.ofNullable(switch (kind) {
            case "key" -> table.where() == null ? key(table) : keyAndWhere(table);
            case "pack", "unpack", "rowKey" -> key(table);
            case "enter" -> new Part("what begins a row of '" + table.name() + "'", name, "give fewer fields a value to begin with: without one they begin with 0");
            case "handle" -> new Part("what calls the handlers of '" + table.name() + "' and those that listen to it", name, "let fewer tables listen to it, or put what several handlers do into one");
            default -> null;
        });
    }

    private static Part key(TableSymbol table) {
        return new Part("the key of '" + table.name() + "'", table.declaration().key().span(), "give the key fewer parts");
    }

    static Part keyAndWhere(TableSymbol table) {
        return new Part("the 'where' of '" + table.name() + "', with its key,", table.where().expression().span().head(), "shorten the condition, or ask parts of it in the handlers' own 'where'");
    }

    private Optional<Part> ofDeclaration(String kind, String name) {
        return switch (kind) {
            case "walk" -> analysis.headers().stream().filter(header -> header.name().equals(name)).findFirst()
                    .map(header -> new Part("header '" + name + "'", header.declaration().nameSpan(), "split the header: its later fields can be a header of their own, 'on " + name + "'"));
            case "parser" -> Optional.of(new Part("parser '" + name + "'", analysis.tracker().nameSpan(), "split the parser, or let the handler do a part of its work"));
            case "pcap" -> Optional.of(new Part("a 'pcap' filter", analysis.tracker().nameSpan(), "split the filter: 'pcap(…) or pcap(…)'"));
            default -> Optional.empty();
        };
    }

    private Part whole(String method) {
        final Span tracker = analysis.tracker().nameSpan();
        return switch (method.replaceFirst("\\$group.*", "")) {
            case "input" -> new Part("this condition", analysis.input().expression().span().head(), "shorten it, or ask parts of it in the tables' own 'where'");
            case "prepare", "others", "root" -> new Part("the walk over all headers that this tracker reads", tracker, "read fewer protocols: " + SMALLER_TRACKER);
            case "configure" -> new Part("what computes all times, limits and sizes", tracker, "write them as constants, or as params that need no computing");
            case "rank" -> new Part("the order of all 'evict smallest by'", tracker, "keep what they compute in a field, which 'on packet' updates");
            case "onExpire" -> new Part("what calls the 'on expire' handlers of all tables", tracker, "put what several handlers do into one");
            case "onInit", "onEach", "onFinish" -> new Part("what calls the 'every' blocks of all tables", tracker, "put what several blocks do into one");
            default -> new Part("code of this tracker ('" + method + "')", tracker, SMALLER_TRACKER);
        };
    }
}
