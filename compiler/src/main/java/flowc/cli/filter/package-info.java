/**
 * {@code flowc filter}: packets of captures that a pcap-filter expression accepts, counted, listed or written, and what becomes of an expression.
 * {@link flowc.cli.filter.FilterCommand} is the page to read first. Uses: launch, runtime, runtime.memory, runtime.packet,
 * runtime.packet.pcap, runtime.export, runtime.program, runtime.text, compiler.syntax (a deep stack), filter.spec, compiler.filter, compiler.filter.ast,
 * compiler.filter.predicate, compiler.filter.meaning, compiler.filter.syntax, compiler.filter.bpf, compiler.filter.rules, picocli.
 */
package flowc.cli.filter;
