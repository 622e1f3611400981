/**
 * Bounded flow tables. {@link flowc.runtime.table.HashFlowTable} is the page read first; it puts together rows ({@code RowStore}), the index
 * by key ({@code LaneIndex}), the choice at the limit ({@code EvictionScan}) and deadlines ({@code DeadlineWheel}). Uses: memory.
 */
package flowc.runtime.table;
