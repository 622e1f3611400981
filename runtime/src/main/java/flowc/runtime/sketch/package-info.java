/** Mergeable aggregates. Uses: memory. */
package flowc.runtime.sketch;
