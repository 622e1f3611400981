/**
 * A long run at the tables' limits, and whether memory and rate stayed as they were. {@link flowc.bench.soak.Soak} is the page to read first.
 * Uses: compare (numbers of a JSON line, marks), script.
 */
package flowc.bench.soak;
