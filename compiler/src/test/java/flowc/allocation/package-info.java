/** Nothing on the packet path allocates, and tables stay within their budget: whole runs in JVMs of their own, heap and memory counted. Uses: everything. */
package flowc.allocation;
