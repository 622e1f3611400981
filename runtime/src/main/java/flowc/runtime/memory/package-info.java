/** Off-heap memory by address: loads and stores, regions, huge pages, hashing. Uses: the JDK only. */
package flowc.runtime.memory;
