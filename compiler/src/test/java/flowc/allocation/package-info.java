/** Nothing on the packet path allocates, tables stay within their budget, and large ones say what small ones do: whole runs in JVMs of their own, heap, memory and flows counted. Uses: everything. */
package flowc.allocation;
