/**
 * Bounded flow tables. {@link flowc.runtime.table.HashFlowTable} is the page read first; it puts together keys of two forms ({@code TableKeys}),
 * rows ({@code RowStore}), the index by key ({@code LaneIndex}), what is loaded ahead for a burst ({@code Approach}), the choice at the limit
 * ({@code EvictionScan}) and deadlines ({@code DeadlineWheel}). Uses: memory.
 */
package flowc.runtime.table;
