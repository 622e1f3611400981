/** Nothing on the packet path allocates: whole runs in JVMs of their own, their worker's heap counted. Uses: everything. */
package flowc.allocation;
