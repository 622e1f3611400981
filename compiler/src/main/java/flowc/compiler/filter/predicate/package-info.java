/** What a pcap-filter expression means on one link type: a tree of tests of 32-bit numbers read from a packet. Uses: the JDK only. */
package flowc.compiler.filter.predicate;
