/**
 * {@code flowc filter}: packets of captures that a pcap-filter expression accepts, counted, listed or written, and what becomes of an expression.
 * {@link flowc.cli.filter.FilterCommand} is the page to read first. Uses: filter, the filter compiler, launch, runtime.text, runtime.packet, runtime.export.
 */
package flowc.cli.filter;
