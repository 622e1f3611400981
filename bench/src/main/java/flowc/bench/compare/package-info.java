/** Runs flowc and its peers by turns and says how they compare. {@link flowc.bench.compare.Compare} is the page to read first. Uses: script, com.fasterxml.jackson.core. */
package flowc.bench.compare;
