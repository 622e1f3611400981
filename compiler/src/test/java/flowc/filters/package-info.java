/** Tests of pcap filters from text to generated code, against oracles. */
package flowc.filters;
