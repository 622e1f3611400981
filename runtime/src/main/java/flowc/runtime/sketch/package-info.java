/**
 * Mergeable aggregates: each worker fills its own, the merge of all gives what one alone would have given. Uses: memory.
 */
package flowc.runtime.sketch;
