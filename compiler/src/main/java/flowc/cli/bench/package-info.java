/**
 * {@code flowc bench}: a tracker over traffic made in memory, and the report of how fast it was. {@link flowc.cli.bench.BenchCommand} is the page to
 * read first. Uses: load, launch, runtime, runtime.memory, runtime.table, runtime.export, runtime.program, org.HdrHistogram, com.fasterxml.jackson.core, picocli.
 */
package flowc.cli.bench;
