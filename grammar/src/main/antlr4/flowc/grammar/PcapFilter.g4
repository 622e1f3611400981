/*
 * The pcap-filter language of libpcap 1.10.3. compiler.filter.syntax turns its parse tree into the tree of compiler.filter.ast.
 *
 * - The lexer decides much: the longest match wins, then the earlier rule. '80-90', 'len-1' and '1.2.3.4.5' are one ID each, six pairs of
 *   digits are a MAC, '1.2' is DOTTED and '2::2' is an IPv6 address wherever it stands. Words are in lower case.
 * - What parentheses hold is one rule, "expression", wider than the language: whether it is a condition, a number or ids that take their
 *   qualifiers from what stands before, the tree builders find out and say better than a parser could.
 * - 'and' and 'or' have the same precedence. Arithmetic operators are a flat list; compiler.filter.syntax.Precedence groups it.
 */
grammar PcapFilter;

filter : expression? EOF;

expression : operand ((AND | OR) operand)*;
operand : NOT operand | comparison | condition;

comparison : number (operator number)*;
operator
    : EQUAL | NOT_EQUAL | LESS_SIGN | LESS_EQUAL | GREATER_SIGN | GREATER_EQUAL
    | PLUS | MINUS | STAR | SLASH | PERCENT | AMPERSAND | BAR | CARET | SHIFT_LEFT | SHIFT_RIGHT
    ;
number
    : MINUS number                                              # negation
    | PAREN expression PAREN_CLOSE                              # group
    | LEN                                                       # length
    | NUMBER                                                    # plainNumber
    | protocol BRACKET expression (COLON NUMBER)? BRACKET_CLOSE # accessor
    ;

condition
    : head id       # qualified
    | identifier    # inheriting
    | protocol      # protocolAlone
    | primitive     # other
    ;

// What stands before an id, and the id

head : protocol? direction type? | protocol? type;
direction : (SRC | DST) ((OR | AND) (SRC | DST))? | RA | TA | ADDR1 | ADDR2 | ADDR3 | ADDR4;
type : HOST | NET | PORT | PORTRANGE | PROTO | PROTOCHAIN | GATEWAY;
id : NOT id | PAREN expression PAREN_CLOSE | NUMBER | identifier;
identifier : ID | ESCAPED | DOTTED (SLASH NUMBER | MASK DOTTED)? | IP6_ADDRESS (SLASH NUMBER)? | MAC | ARCNET;

protocol
    : LINK | IP | ARP | RARP | SCTP | TCP | UDP | ICMP | IGMP | IGRP | PIM | VRRP | CARP | IP6 | ICMP6 | AH | ESP | ATALK | AARP | DECNET | LAT | SCA
    | MOPRC | MOPDL | ISO | ESIS | ISIS | CLNP | L1 | L2 | IIH | LSP | SNP | CSNP | PSNP | STP | IPX | NETBEUI | RADIO
    ;

// Primitives without an id

primitive
    : protocol? BROADCAST                                                                       # broadcast
    | protocol? MULTICAST                                                                       # multicast
    | (LESS | GREATER) NUMBER                                                                   # lengthLimit
    | BYTE NUMBER (EQUAL | LESS_SIGN | GREATER_SIGN | AMPERSAND | BAR) NUMBER                   # byteTest
    | (INBOUND | OUTBOUND)                                                                      # bound
    | IFINDEX NUMBER                                                                            # interfaceIndex
    | (VLAN | MPLS | PPPOES | GENEVE) nestedNumber?                                                   # shift
    | PPPOED                                                                                    # discovery
    | LLC (word | RULENUM)?                                                                     # llc
    | protocol? TYPE code (SUBTYPE code)?                                                       # wlanType
    | protocol? SUBTYPE word                                                                    # wlanSubtype
    | protocol? DIR code                                                                        # wlanDirection
    | (IFNAME | RULESET | ACTION) word                                                          # logWord
    | (RULENUM | SUBRULENUM) NUMBER                                                             # logNumber
    | REASON code                                                                               # logReason
    | (LANE | METAC | BCC | OAM | OAMF4 | OAMF4EC | OAMF4SC | SC | ILMIC | CONNECTMSG | METACONNECT)    # atm
    | (FISU | LSSU | MSU | HFISU | HLSSU | HMSU)                                                # mtp
    | field comparator? NUMBER                                                                  # fieldTest
    | field PAREN NUMBER (OR NUMBER)* PAREN_CLOSE                                               # fieldList
    ;
field : VPI | VCI | SIO | OPC | DPC | SLS | HSIO | HOPC | HDPC | HSLS;
comparator : EQUAL | NOT_EQUAL | LESS_SIGN | LESS_EQUAL | GREATER_SIGN | GREATER_EQUAL;
nestedNumber : NUMBER | PAREN nestedNumber PAREN_CLOSE;
code : NUMBER | word;
word : ID | ESCAPED;

// Words

DST : 'dst';
SRC : 'src';
LINK : 'link' | 'ether' | 'ppp' | 'slip' | 'fddi' | 'tr' | 'wlan';
ARP : 'arp';
RARP : 'rarp';
IP : 'ip';
SCTP : 'sctp';
TCP : 'tcp';
UDP : 'udp';
ICMP : 'icmp';
IGMP : 'igmp';
IGRP : 'igrp';
PIM : 'pim';
VRRP : 'vrrp';
CARP : 'carp';
RADIO : 'radio';
IP6 : 'ip6';
ICMP6 : 'icmp6';
AH : 'ah';
ESP : 'esp';
ATALK : 'atalk';
AARP : 'aarp';
DECNET : 'decnet';
LAT : 'lat';
SCA : 'sca';
MOPRC : 'moprc';
MOPDL : 'mopdl';
ISO : 'iso';
ESIS : 'esis' | 'es-is';
ISIS : 'isis' | 'is-is';
L1 : 'l1';
L2 : 'l2';
IIH : 'iih';
LSP : 'lsp';
SNP : 'snp';
CSNP : 'csnp';
PSNP : 'psnp';
CLNP : 'clnp';
STP : 'stp';
IPX : 'ipx';
NETBEUI : 'netbeui';
HOST : 'host';
NET : 'net';
MASK : 'mask';
PORT : 'port';
PORTRANGE : 'portrange';
PROTO : 'proto';
PROTOCHAIN : 'protochain';
GATEWAY : 'gateway';
TYPE : 'type';
SUBTYPE : 'subtype';
DIR : 'dir' | 'direction';
ADDR1 : 'addr1' | 'address1';
ADDR2 : 'addr2' | 'address2';
ADDR3 : 'addr3' | 'address3';
ADDR4 : 'addr4' | 'address4';
RA : 'ra';
TA : 'ta';
LESS : 'less';
GREATER : 'greater';
BYTE : 'byte';
BROADCAST : 'broadcast';
MULTICAST : 'multicast';
AND : 'and' | '&&';
OR : 'or' | '||';
NOT : 'not' | '!';
LEN : 'len' | 'length';
INBOUND : 'inbound';
OUTBOUND : 'outbound';
IFINDEX : 'ifindex';
VLAN : 'vlan';
MPLS : 'mpls';
PPPOED : 'pppoed';
PPPOES : 'pppoes';
GENEVE : 'geneve';
LANE : 'lane';
LLC : 'llc';
METAC : 'metac';
BCC : 'bcc';
OAM : 'oam';
OAMF4 : 'oamf4';
OAMF4EC : 'oamf4ec';
OAMF4SC : 'oamf4sc';
SC : 'sc';
ILMIC : 'ilmic';
VPI : 'vpi';
VCI : 'vci';
CONNECTMSG : 'connectmsg';
METACONNECT : 'metaconnect';
IFNAME : 'on' | 'ifname';
RULESET : 'rset' | 'ruleset';
RULENUM : 'rnr' | 'rulenum';
SUBRULENUM : 'srnr' | 'subrulenum';
REASON : 'reason';
ACTION : 'action';
FISU : 'fisu';
LSSU : 'lsu' | 'lssu';
MSU : 'msu';
HFISU : 'hfisu';
HLSSU : 'hlssu';
HMSU : 'hmsu';
SIO : 'sio';
OPC : 'opc';
DPC : 'dpc';
SLS : 'sls';
HSIO : 'hsio';
HOPC : 'hopc';
HDPC : 'hdpc';
HSLS : 'hsls';

// Signs

EQUAL : '=' | '==';
NOT_EQUAL : '!=';
LESS_EQUAL : '<=';
GREATER_EQUAL : '>=';
SHIFT_LEFT : '<<';
SHIFT_RIGHT : '>>';
LESS_SIGN : '<';
GREATER_SIGN : '>';
PLUS : '+';
MINUS : '-';
STAR : '*';
SLASH : '/';
PERCENT : '%';
AMPERSAND : '&';
BAR : '|';
CARET : '^';
COLON : ':';
BRACKET : '[';
BRACKET_CLOSE : ']';
PAREN : '(';
PAREN_CLOSE : ')';

// Values. The order matters where two match the same characters.

ARCNET : '$' PAIR;
MAC
    : PAIR ':' PAIR ':' PAIR ':' PAIR ':' PAIR ':' PAIR
    | PAIR '-' PAIR '-' PAIR '-' PAIR '-' PAIR '-' PAIR
    | PAIR '.' PAIR '.' PAIR '.' PAIR '.' PAIR '.' PAIR
    | QUAD '.' QUAD '.' QUAD
    | QUAD QUAD QUAD
    ;
NUMBER : INTEGER | NAMED_NUMBER;
DOTTED : INTEGER '.' INTEGER | INTEGER '.' INTEGER '.' INTEGER | QUARTET;
IP6_ADDRESS
    : WORD ':' WORD ':' WORD ':' WORD ':' WORD ':' WORD ':' WORD ':' WORD
    | WORDS7? '::'
    | WORDS6? '::' WORD
    | WORDS5? '::' WORD ':' WORD
    | WORDS4? '::' WORD ':' WORD ':' WORD
    | WORDS3? '::' WORD ':' WORD ':' WORD ':' WORD
    | WORDS2? '::' WORD ':' WORD ':' WORD ':' WORD ':' WORD
    | WORD? '::' WORD ':' WORD ':' WORD ':' WORD ':' WORD ':' WORD
    | '::' WORD ':' WORD ':' WORD ':' WORD ':' WORD ':' WORD ':' WORD
    | WORD ':' WORD ':' WORD ':' WORD ':' WORD ':' WORD ':' QUARTET
    | WORDS5? '::' QUARTET
    | WORDS4? '::' WORD ':' QUARTET
    | WORDS3? '::' WORD ':' WORD ':' QUARTET
    | WORDS2? '::' WORD ':' WORD ':' WORD ':' QUARTET
    | WORD? '::' WORD ':' WORD ':' WORD ':' WORD ':' QUARTET
    | '::' WORD ':' WORD ':' WORD ':' WORD ':' WORD ':' QUARTET
    ;
// Neither a MAC nor an IPv6 address, but longer than any other token there.
BROKEN_ADDRESS : PAIR ':'+ (PAIR ':'+)+;
ID : ALNUM ([-_.A-Za-z0-9]* [.A-Za-z0-9])?;
ESCAPED : '\\' ~[ !()\n\t]+;
SPACE : [ \t\r\n]+ -> skip;
UNKNOWN : .;

fragment NAMED_NUMBER
    : 'icmptype' | 'icmpcode' | 'icmp6type' | 'icmp6code' | 'tcpflags' | 'tcp-' TCP_FLAG | 'icmp-' ICMP_TYPE | 'icmp6-' ICMP6_TYPE
    ;
fragment TCP_FLAG : 'fin' | 'syn' | 'rst' | 'push' | 'ack' | 'urg' | 'ece' | 'cwr';
fragment ICMP_TYPE
    : 'echoreply' | 'unreach' | 'sourcequench' | 'redirect' | 'echo' | 'routeradvert' | 'routersolicit' | 'timxceed' | 'paramprob' | 'tstamp'
    | 'tstampreply' | 'ireq' | 'ireqreply' | 'maskreq' | 'maskreply'
    ;
fragment ICMP6_TYPE
    : 'destinationunreach' | 'packettoobig' | 'timeexceeded' | 'parameterproblem' | 'echo' | 'echoreply' | 'multicastlistenerquery'
    | 'multicastlistenerreportv1' | 'multicastlistenerdone' | 'routersolicit' | 'routeradvert' | 'neighborsolicit' | 'neighboradvert' | 'redirect'
    | 'routerrenum' | 'nodeinformationquery' | 'nodeinformationresponse' | 'ineighbordiscoverysolicit' | 'ineighbordiscoveryadvert'
    | 'multicastlistenerreportv2' | 'homeagentdiscoveryrequest' | 'homeagentdiscoveryreply' | 'mobileprefixsolicit' | 'mobileprefixadvert'
    | 'certpathsolicit' | 'certpathadvert' | 'multicastrouteradvert' | 'multicastroutersolicit' | 'multicastrouterterm'
    ;
fragment WORDS7 : WORD (':' WORD)? (':' WORD)? (':' WORD)? (':' WORD)? (':' WORD)? (':' WORD)?;
fragment WORDS6 : WORD (':' WORD)? (':' WORD)? (':' WORD)? (':' WORD)? (':' WORD)?;
fragment WORDS5 : WORD (':' WORD)? (':' WORD)? (':' WORD)? (':' WORD)?;
fragment WORDS4 : WORD (':' WORD)? (':' WORD)? (':' WORD)?;
fragment WORDS3 : WORD (':' WORD)? (':' WORD)?;
fragment WORDS2 : WORD (':' WORD)?;
fragment QUARTET : INTEGER '.' INTEGER '.' INTEGER '.' INTEGER;
fragment INTEGER : [0-9]+ | '0' [xX] HEX+;
fragment QUAD : HEX HEX HEX HEX;
fragment WORD : HEX HEX? HEX? HEX?;
fragment PAIR : HEX HEX?;
fragment HEX : [0-9A-Fa-f];
fragment ALNUM : [A-Za-z0-9];
