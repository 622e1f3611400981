/** Classic BPF: programs for the kernel's socket filters and for tcpdump, made of predicates, and their listings. Uses: ast, predicate. */
package flowc.compiler.filter.bpf;
