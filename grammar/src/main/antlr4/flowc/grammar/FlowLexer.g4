/*
 * Words and signs of the Flow language. See Flow.g4 for how they combine.
 *
 * A string is several tokens, so that its holes {expr:format} are lexed and parsed like any expression: '"' enters the
 * mode TEXT, '{' in a text enters the default mode again, and '}' leaves it. For that every '{' pushes and every '}' pops.
 *
 * The tokens of the section "tokens" have no rule: compiler.syntax.TokenContext gives them to words and signs by what
 * stands next to them.
 */
lexer grammar FlowLexer;

tokens { UNORDERED, RETURN_ALONE, PAREN_FIRST, BRACKET_FIRST, BYTES_TYPE }

// Reserved, except after '.' and as names of the fields of 'emit'.
LET : 'let';
VAR : 'var';
IF : 'if';
THEN : 'then';
ELSE : 'else';
FOR : 'for';
LOOP : 'loop';
MATCH : 'match';
EMIT : 'emit';
EXPORT : 'export';
PRINT : 'print';
DUMP : 'dump';
EXPIRE : 'expire';
RETURN : 'return';
YIELD : 'yield';
BREAK : 'break';
CONTINUE : 'continue';
TRUE : 'true';
FALSE : 'false';
OR : 'or';
AND : 'and';
NOT : 'not';
IN : 'in';
AS : 'as';

// Words with a meaning in their place only: rule "name" of Flow.g4 lists all of them.
TRACKER : 'tracker';
IMPORT : 'import';
PARAM : 'param';
CONST : 'const';
HEADER : 'header';
ON : 'on';
WHEN : 'when';
LINK : 'link';
ENDS : 'ends';
AT : 'at';
LAYER : 'layer';
LAST : 'last';
PARSER : 'parser';
YIELDS : 'yields';
MAX : 'max';
STRUCT : 'struct';
ENUM : 'enum';
KEY : 'key';
FN : 'fn';
INPUT : 'input';
WHERE : 'where';
RING : 'ring';
LOOKUP : 'lookup';
FROM : 'from';
TABLE : 'table';
IDLE : 'idle';
ACTIVE : 'active';
CLOSE : 'close';
LIMIT : 'limit';
EVICT : 'evict';
OLDEST : 'oldest';
SMALLEST : 'smallest';
REFUSE : 'refuse';
BY : 'by';
WINDOW : 'window';
STEP : 'step';
PERSIST : 'persist';
NEW : 'new';
PACKET : 'packet';
OF : 'of';
EVERY : 'every';
CLOCK : 'clock';
WALL : 'wall';
INIT : 'init';
EACH : 'each';
FINISH : 'finish';
TEST : 'test';
RUN : 'run';
EXPECT : 'expect';
FILTER : 'filter';
UNTIL : 'until';
TO : 'to';
REVERSE : 'reverse';
BYTES : 'bytes';

NAME : [\p{L}_] [\p{L}\p{N}_]*;

// Longest match first; compiler.syntax checks ranges, groups and units.
FLOAT : DIGITS '.' DIGITS EXPONENT? | DIGITS EXPONENT;
HEX : '0' [xX] [0-9a-fA-F_]+;
BINARY : '0' [bB] [01_]+;
INTEGER : DIGITS;
QUANTITY : DIGITS ('.' DIGITS)? [\p{L}_] [\p{L}\p{N}_]*;
IP4 : QUAD PREFIX?;
IP6 : (GROUP (':' GROUP)*)? '::' ((GROUP ':')* (GROUP | QUAD))? PREFIX?
    | GROUP ':' GROUP ':' GROUP ':' GROUP ':' GROUP ':' GROUP ':' GROUP ':' GROUP PREFIX?;
MAC : PAIR ':' PAIR ':' PAIR ':' PAIR ':' PAIR ':' PAIR;

fragment DIGITS : [0-9] [0-9_]*;
fragment EXPONENT : [eE] [+-]? [0-9]+;
fragment QUAD : [0-9]+ '.' [0-9]+ '.' [0-9]+ '.' [0-9]+;
fragment PREFIX : '/' [0-9]+;
fragment PAIR : [0-9a-fA-F] [0-9a-fA-F];
fragment GROUP : [0-9a-fA-F] [0-9a-fA-F]? [0-9a-fA-F]? [0-9a-fA-F]?;

ARROW : '->';
FAT_ARROW : '=>';
ASSIGN : '=';
ADD_ASSIGN : '+=';
SUBTRACT_ASSIGN : '-=';
AND_ASSIGN : '&=';
OR_ASSIGN : '|=';
XOR_ASSIGN : '^=';
EQUAL : '==';
NOT_EQUAL : '!=';
LESS : '<';
LESS_EQUAL : '<=';
GREATER : '>';
GREATER_EQUAL : '>=';
SHIFT_LEFT : '<<';
SHIFT_RIGHT : '>>';
PLUS : '+';
MINUS : '-';
STAR : '*';
SLASH : '/';
PERCENT : '%';
AMPERSAND : '&';
BAR : '|';
CARET : '^';
TILDE : '~';
COALESCE : '??';
QUESTION : '?';
SAFE_DOT : '?.';
RANGE : '..';
DOT : '.';
COMMA : ',';
COLON : ':';
SEMICOLON : ';';
PAREN : '(';
PAREN_CLOSE : ')';
BRACKET : '[';
BRACKET_CLOSE : ']';
BRACE : '{' -> pushMode(DEFAULT_MODE);
BRACE_CLOSE : '}' -> popMode;
QUOTE : '"' -> pushMode(TEXT);

// Slips of people who think in C: parsed, and reported with what to write instead.
AND_C : '&&';
OR_C : '||';
BANG : '!';
SINGLE_QUOTED : '\'' ~['\r\n]* '\'';

DOC : '///' ~[\r\n]* -> channel(2);
COMMENT : '//' ~[\r\n]* -> skip;
BLOCK_COMMENT : '/*' .*? '*/' -> skip;
SPACE : [ \t\r\n\f\u00A0\uFEFF]+ -> skip;
UNKNOWN : .;

mode TEXT;
TEXT_CHARACTERS : ~["\\{\r\n]+;
ESCAPE : '\\' ~[\r\n]?;
HOLE : '{' -> pushMode(DEFAULT_MODE);
QUOTE_CLOSE : '"' -> popMode;
TEXT_BROKEN : [\r\n];
