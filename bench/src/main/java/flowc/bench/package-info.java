/** JMH benchmarks of the runtime's parts and of compiled trackers. Uses: everything. */
package flowc.bench;
