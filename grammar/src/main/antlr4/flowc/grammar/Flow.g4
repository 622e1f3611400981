/*
 * The Flow language. compiler.syntax turns its parse tree into the tree of compiler.syntax.ast, one AST builder a family of rules.
 *
 * - A line end is white space, with three exceptions that make ';' optional: the '(' of a call and the '[' of an index stand
 *   in the line of the token before them, the value of return in the line of return. TokenContext gives the tokens PAREN_FIRST
 *   (also behind '{', '}' and ';'), BRACKET_FIRST and RETURN_ALONE where a statement may begin or end, so that the grammar itself
 *   stays free of context. For the same reason a name alone is no statement.
 * - Rule "name" lists every word that may be a name. After '.', and before ':' in the record of emit, every word is one (TokenContext again).
 * - Expressions are one rule a level of precedence, lowest first. A rule that needs less than a whole expression names its level.
 * - Slips from C ('&&', '||', '!', '=' in a condition, chained comparisons, 'text') parse; the AST builders report them.
 * - Recovery from errors happens in the rules that compiler.syntax.Recovery lists; keep their names in step.
 */
parser grammar Flow;

options { tokenVocab = FlowLexer; }

file : (declaration | SEMICOLON)* EOF;

declaration
    : tracker | importing | param | constant | value | header | layer | byteParser | struct | enumeration | namedKey | function
    | input | ring | lookup | table | test
    ;

tracker : TRACKER name;
importing : IMPORT (name (DOT name)* | text);
param : PARAM name COLON type (ASSIGN expression)?;
constant : CONST name (COLON type)? ASSIGN expression;
value : LET name (COLON type)? ASSIGN expression;
struct : STRUCT name BRACE (fields | COMMA | SEMICOLON)* BRACE_CLOSE;
enumeration : ENUM name (COLON type)? BRACE (member | COMMA | SEMICOLON)* BRACE_CLOSE;
member : name (ASSIGN expression)?;
namedKey : KEY name ASSIGN key;
input : INPUT WHERE check;
ring : RING expression;
lookup : LOOKUP name COLON name PAREN type ARROW type PAREN_CLOSE FROM expression;
function : FN name PAREN parameters PAREN_CLOSE ((ARROW | COLON) type)? (ASSIGN expression | block);
byteParser : PARSER name PAREN parameters PAREN_CLOSE YIELDS type MAX sum block;
parameters : (parameter (COMMA parameter)* COMMA?)?;
parameter : name COLON type;
test : TEST text BRACE (testRun | SEMICOLON)* BRACE_CLOSE;
testRun : RUN name ON text (EXPECT expression (COMMA expression)*)?;

// Headers and layers

header : HEADER name ON parent (COMMA parent)* BRACE headerItems BRACE_CLOSE;
parent : LINK number = (INTEGER | HEX) | name (WHEN check)?;
headerItems : (headerItem | COMMA | SEMICOLON)*;
headerItem
    : name (COMMA name)* COLON type                     # headerFields
    | LET name ASSIGN expression                        # headerComputed
    | IF check BRACE headerItems BRACE_CLOSE       # headerPart
    | WHERE check                                       # headerRequirement
    | ENDS AT expression                                # headerEnds
    ;
layer : LAYER LAST? name ASSIGN name (BAR name)* layerBody?;
layerBody : BRACE (layerField | COMMA | SEMICOLON)* BRACE_CLOSE;
layerField : name (ASSIGN expression)?;

// Keys

key : keyTerm ((PLUS | COMMA) keyTerm)*                                     # keyOpen
    | (PAREN | PAREN_FIRST) keyItem (COMMA keyItem)* PAREN_CLOSE (PLUS keyTerm)*   # keyClosed
    ;
keyTerm : unordered | name suffix* QUESTION?;
keyItem
    : unordered (PLUS keyTerm)*                         # keyUnordered
    | name COLON bounded                                # keyTyped
    | (name COLON)? expression QUESTION?                # keyValue
    ;
unordered : UNORDERED PAREN unorderedPart COMMA unorderedPart PAREN_CLOSE;
unorderedPart : (name COLON)? expression;

// Tables

table : TABLE name tableOption* tableBody;
tableBody : BRACE (tableItem | COMMA | SEMICOLON)* BRACE_CLOSE;
tableOption
    : KEY key                                           # tableKey
    | guard                                             # tableWhere
    | word = (IDLE | ACTIVE | LIMIT | WINDOW | STEP | PERSIST) sum    # tableSetting
    | CLOSE name                                        # tableClose
    | EVICT (policy = (OLDEST | REFUSE) | policy = SMALLEST BY sum)         # tableEvict
    ;
tableItem : handler | fields;
fields : name (COMMA name)* COLON type (BY by = sum)? columns? (ASSIGN initialiser)?;
handler
    : ON event = (NEW | PACKET | EXPIRE) (OF? name)? guard? block                 # onHandler
    | EVERY sum (ON CLOCK WALL)? (everyPart | BRACE (everyPart | SEMICOLON)* BRACE_CLOSE)   # everyHandler
    ;
guard : WHERE check;
everyPart : word = (INIT | EACH | FINISH) block;

// Statements

block : BRACE (statement | SEMICOLON)* BRACE_CLOSE;
statement
    : LET name (COLON type)? ASSIGN initialiser                                 # letStatement
    | VAR name (COLON type)? (ASSIGN initialiser)?                              # varStatement
    | IF condition block (ELSE IF condition block)* (ELSE block)?               # ifStatement
    | FOR name IN expression block                                              # forStatement
    | LOOP block                                                                # loopStatement
    | MATCH expression matchBody                                                # matchStatement
    | EMIT name record                                                          # emitStatement
    | EXPORT name TO expression record                                          # exportStatement
    | PRINT expression (COMMA expression)*                                      # printStatement
    | DUMP dumpSubject dumpOption*                                              # dumpStatement
    | EXPIRE                                                                    # expireStatement
    | RETURN expression                                                         # returnStatement
    | RETURN_ALONE                                                              # returnStatement
    | YIELD record                                                              # yieldStatement
    | BREAK                                                                     # breakStatement
    | CONTINUE                                                                  # continueStatement
    | name assignment (record | expression)                                     # nameStatement
    | place (assignment (record | expression) | record)?                        # placeStatement
    ;
condition : LET name ASSIGN expression guard? | check;
check : expression (ASSIGN expression)?;
matchBody : BRACE (matchArm | COMMA | SEMICOLON)* BRACE_CLOSE;
matchArm : (ELSE | pattern (COMMA pattern)*) FAT_ARROW block;
pattern : range;
dumpSubject : (BRACKET | BRACKET_FIRST) expression (COMMA expression)* COMMA? BRACKET_CLOSE | FILTER text | expression;
dumpOption : LAST sum | FOR sum | UNTIL IDLE | LIMIT sum;
assignment : ASSIGN | ADD_ASSIGN | SUBTRACT_ASSIGN | AND_ASSIGN | OR_ASSIGN | XOR_ASSIGN;
place : (name | PAREN_FIRST expression PAREN_CLOSE) suffix+;
initialiser : expression (BY sum)? columns?;
columns : BRACE (column (COMMA column)* COMMA?)? BRACE_CLOSE;
column : name (COLON type)?;
record : BRACE (fieldValue (COMMA fieldValue)* COMMA?)? BRACE_CLOSE;
fieldValue : REVERSE? name (COLON expression)?;

// Expressions, lowest precedence first

expression : IF expression THEN expression ELSE expression | disjunction;
disjunction : conjunction ((OR | OR_C) conjunction)*;
conjunction : negation ((AND | AND_C) negation)*;
negation : (NOT | BANG)* comparison;
comparison : range (comparator (range | set))*;
comparator : EQUAL | NOT_EQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL | NOT? IN;
set : BRACE (range (COMMA range)* COMMA?)? BRACE_CLOSE;
range : coalesce (RANGE coalesce)?;
coalesce : bitOr (COALESCE bitOr)*;
bitOr : bitXor (BAR bitXor)*;
bitXor : bitAnd (CARET bitAnd)*;
bitAnd : shift (AMPERSAND shift)*;
shift : sum ((SHIFT_LEFT | SHIFT_RIGHT) sum)*;
sum : product ((PLUS | MINUS) product)*;
product : unary ((STAR | SLASH | PERCENT) unary)*;
unary : (MINUS | TILDE)* cast;
cast : primary suffix* castType*;
castType : AS BANG? bareType;
suffix
    : (DOT | SAFE_DOT) name                                             # memberSuffix
    | BRACKET expression (COMMA expression)* COMMA? BRACKET_CLOSE       # indexSuffix
    | BRACKET expression COLON expression BRACKET_CLOSE                 # sliceSuffix
    | PAREN arguments PAREN_CLOSE                                       # callSuffix
    ;
arguments : (expression (COMMA expression)* COMMA?)?;
primary
    : name                                                              # namePrimary
    | (PAREN | PAREN_FIRST) expression PAREN_CLOSE                      # parenPrimary
    | (TRUE | FALSE)                                                    # booleanPrimary
    | (INTEGER | HEX | BINARY | FLOAT | QUANTITY)                       # numberPrimary
    | (IP4 | IP6 | MAC)                                                 # addressPrimary
    | text                                                              # textPrimary
    ;
text : QUOTE (TEXT_CHARACTERS | ESCAPE | hole)* QUOTE_CLOSE | SINGLE_QUOTED;
hole : HOLE expression (COLON format)? BRACE_CLOSE;
format : ~BRACE_CLOSE*;

// Types

type : bareType QUESTION?;
bareType : bounded | sized | applied | name (DOT name)*;
sized : BYTES BRACKET sum BRACKET_CLOSE;
bounded : (BYTES | BYTES_TYPE) LESS sum GREATER;
applied : name PAREN arguments PAREN_CLOSE (OF type)?;

name
    : NAME | TRACKER | IMPORT | PARAM | CONST | HEADER | ON | WHEN | LINK | ENDS | AT | LAYER | LAST | PARSER | YIELDS | MAX
    | STRUCT | ENUM | KEY | FN | INPUT | WHERE | RING | LOOKUP | FROM | TABLE | IDLE | ACTIVE | CLOSE | LIMIT | EVICT | OLDEST
    | SMALLEST | REFUSE | BY | WINDOW | STEP | PERSIST | NEW | PACKET | OF | EVERY | CLOCK | WALL | INIT | EACH | FINISH | TEST
    | RUN | EXPECT | FILTER | UNTIL | TO | REVERSE | BYTES
    ;
