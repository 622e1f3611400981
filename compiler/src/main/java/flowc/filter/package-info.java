/**
 * The Java API of packet filters: pcap-filter expressions compiled to classes. Uses: filter.spec, compiler.filter and its stages,
 * runtime.
 */
package flowc.filter;
