/** Tests of which tables are spread over workers, and of what an {@code every} block leaves to merge. */
package flowc.compiler.placement;
