package flowc.compiler.placement;

import flowc.compiler.analysis.Analysis;
import flowc.compiler.analysis.LocalSymbol;
import flowc.compiler.analysis.TableSymbol;
import flowc.compiler.analysis.TableSymbol.CheckedEvery;
import flowc.compiler.syntax.ast.Declaration;
import flowc.compiler.syntax.ast.Nodes;
import flowc.compiler.syntax.ast.Statement;
import flowc.runtime.program.TrackerDescriptor.Merge;
import java.util.List;
import java.util.Optional;

/** Where a tracker's rows may be: its tables in groups, and what its {@code every} blocks leave to merge, both in order of declaration. */
public record Placement(List<Group> groups, List<Pass> passes) {

    /** The analysis must be without errors. */
    public static Placement of(Analysis analysis) {
        final List<Pass> passes = analysis.tables().stream().flatMap(table -> table.everies().stream().map(every -> PassOrder.of(table, every, analysis.typing()))).toList();
        return new Placement(Groups.of(analysis, passes), passes);
    }

    /**
     * Whether packets of other flows may come between a flow's end and its {@code on expire}, and nobody can tell but by the order of records: no code uses rows of the table together with
     * others', and none that runs at an end has to do with packets.
     */
    public boolean endsMayWait(TableSymbol table) {
        return groups.stream().anyMatch(group -> group.isSpread() && group.tables().equals(List.of(table)))
                && table.handlers().stream().noneMatch(handler -> handler.declaration().event() == Declaration.Event.EXPIRE && Nodes.statements(handler.declaration().body()).anyMatch(Statement.Dump.class::isInstance));
    }

    /**
     * Tables of which one packet's handlers use rows together.
     *
     * @param keepsConversations see {@code TrackerDescriptor.Group}
     * @param causes why one worker owns all rows; empty when they are spread over the workers by the lanes of the tables' common key
     * @param relaxed of a group with one owner: what {@code --relaxed-order} makes of it
     */
    public record Group(List<TableSymbol> tables, boolean keepsConversations, List<Cause> causes, Optional<Relaxed> relaxed) {
        public boolean isSpread() {
            return causes.isEmpty();
        }
    }

    /** A group cut up: tables that packets touch in groups that are spread, and the tables that all workers share. */
    public record Relaxed(List<Group> spread, List<TableSymbol> shared) {
        /** Of the tables in {@link #spread} those that have, or may have, more than one lane, which workers can share out. */
        List<TableSymbol> tablesInLanes() {
            return spread.stream().filter(group -> !Lanes.isOne(group)).flatMap(group -> group.tables().stream()).toList();
        }

        List<TableSymbol> tablesOfOneLane() {
            return spread.stream().filter(Lanes::isOne).flatMap(group -> group.tables().stream()).toList();
        }
    }

    /**
     * An {@code every} block.
     *
     * @param variables what {@code init} declares, tops aside; of a block that is not in any order they are not merged
     * @param endsRows whether {@code each} may end its row
     * @param causes why its result depends on the order of rows or on other rows; empty when it does not
     */
    public record Pass(TableSymbol table, CheckedEvery every, List<Variable> variables, List<LocalSymbol> tops, boolean endsRows, List<Cause> causes) {
        public boolean isInAnyOrder() {
            return causes.isEmpty();
        }
    }

    public record Variable(LocalSymbol symbol, Merge merge) {}
}
