/**
 * The Java API of packet filters: pcap-filter expressions compiled to classes. Uses: compiler.filter and what its signatures name (link types, settings,
 * errors), runtime.
 */
package flowc.filter;
