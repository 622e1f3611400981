/** Bounded flow tables, their lanes, expiry and eviction. Uses: memory. */
package flowc.runtime.table;
