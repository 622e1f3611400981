package flowc.compiler.filter.rules;

/** Kinds of packets that have addresses; a pattern is of one of them. */
public enum Family { IP4, IP6, ARP, RARP }
