/** Numbers of the names in a pcap-filter expression: services, protocols, Ethernet types and networks, from tables in the jar. Uses: source, filter.spec. */
package flowc.compiler.filter.names;
