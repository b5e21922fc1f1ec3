"""The grammar of SPARQL 1.1 queries, and where a text first leaves it.

It is only asked when an engine has refused a query. Engines say where they gave up, each in its own way and
often some words later than a person would; the grammar can be read with one word of foresight, so that the
first word that cannot stand where it stands is known, and what could.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

# The grammar of the recommendation, rule by rule; what stands between quotation marks is a keyword or a
# mark, what is in capitals a kind of word that `_WORDS` cuts out.
RULES = r"""
Query = Prologue ( SelectQuery | ConstructQuery | DescribeQuery | AskQuery ) ValuesClause END
Prologue = ( 'BASE' IRI | 'PREFIX' NAMESPACE IRI )*
SelectQuery = SelectClause DatasetClause* WhereClause SolutionModifier
SubSelect = SelectClause WhereClause SolutionModifier ValuesClause
SelectClause = 'SELECT' ( 'DISTINCT' | 'REDUCED' )? ( Projected+ | '*' )
Projected = VAR | '(' Expression 'AS' VAR ')'
ConstructQuery = 'CONSTRUCT' ( ConstructTemplate DatasetClause* WhereClause SolutionModifier |
    DatasetClause* 'WHERE' '{' TriplesTemplate? '}' SolutionModifier )
DescribeQuery = 'DESCRIBE' ( VarOrIri+ | '*' ) DatasetClause* WhereClause? SolutionModifier
AskQuery = 'ASK' DatasetClause* WhereClause SolutionModifier
DatasetClause = 'FROM' 'NAMED'? iri
WhereClause = 'WHERE'? GroupGraphPattern
SolutionModifier = GroupClause? HavingClause? OrderClause? LimitOffset?
GroupClause = 'GROUP' 'BY' GroupCondition+
GroupCondition = BuiltInCall | FunctionCall | '(' Expression ( 'AS' VAR )? ')' | VAR
HavingClause = 'HAVING' Constraint+
OrderClause = 'ORDER' 'BY' OrderCondition+
OrderCondition = ( 'ASC' | 'DESC' ) '(' Expression ')' | Constraint | VAR
LimitOffset = 'LIMIT' INTEGER ( 'OFFSET' INTEGER )? | 'OFFSET' INTEGER ( 'LIMIT' INTEGER )?
ValuesClause = ( 'VALUES' DataBlock )?
TriplesTemplate = TriplesSameSubject ( '.' TriplesTemplate? )?
GroupGraphPattern = '{' ( SubSelect | GroupGraphPatternSub ) '}'
GroupGraphPatternSub = TriplesBlock? ( GraphPatternNotTriples '.'? TriplesBlock? )*
TriplesBlock = TriplesSameSubjectPath ( '.' TriplesBlock? )?
GraphPatternNotTriples = Union | 'OPTIONAL' GroupGraphPattern | 'MINUS' GroupGraphPattern | 'GRAPH'
    VarOrIri GroupGraphPattern | 'SERVICE' 'SILENT'? VarOrIri GroupGraphPattern | 'FILTER' Constraint |
    'BIND' '(' Expression 'AS' VAR ')' | 'VALUES' DataBlock
Union = GroupGraphPattern ( 'UNION' GroupGraphPattern )*
DataBlock = VAR '{' DataBlockValue* '}' | ( NIL | '(' VAR* ')' ) '{' ( '(' DataBlockValue* ')' | NIL )* '}'
DataBlockValue = iri | RDFLiteral | NumericLiteral | 'true' | 'false' | 'UNDEF'
Constraint = '(' Expression ')' | BuiltInCall | FunctionCall
FunctionCall = iri ArgList
ArgList = NIL | '(' 'DISTINCT'? Expression ( ',' Expression )* ')'
ExpressionList = NIL | '(' Expression ( ',' Expression )* ')'
ConstructTemplate = '{' ConstructTriples? '}'
ConstructTriples = TriplesSameSubject ( '.' ConstructTriples? )?
TriplesSameSubject = VarOrTerm PropertyListNotEmpty | TriplesNode PropertyList
PropertyList = PropertyListNotEmpty?
PropertyListNotEmpty = Verb ObjectList ( ';' ( Verb ObjectList )? )*
Verb = VarOrIri | 'a'
ObjectList = GraphNode ( ',' GraphNode )*
TriplesSameSubjectPath = VarOrTerm PropertyListPathNotEmpty | TriplesNodePath PropertyListPath
PropertyListPath = PropertyListPathNotEmpty?
PropertyListPathNotEmpty = ( Path | VAR ) ObjectListPath ( ';' ( ( Path | VAR ) ObjectListPath )? )*
ObjectListPath = GraphNodePath ( ',' GraphNodePath )*
Path = PathSequence ( '|' PathSequence )*
PathSequence = PathEltOrInverse ( '/' PathEltOrInverse )*
PathEltOrInverse = PathElt | '^' PathElt
PathElt = PathPrimary ( '?' | '*' | '+' )?
PathPrimary = iri | 'a' | '!' PathNegatedPropertySet | '(' Path ')'
PathNegatedPropertySet = PathOneInPropertySet | '(' ( PathOneInPropertySet ( '|' PathOneInPropertySet )* )?
    ')'
PathOneInPropertySet = iri | 'a' | '^' ( iri | 'a' )
TriplesNode = '(' GraphNode+ ')' | '[' PropertyListNotEmpty ']'
TriplesNodePath = '(' GraphNodePath+ ')' | '[' PropertyListPathNotEmpty ']'
GraphNode = VarOrTerm | TriplesNode
GraphNodePath = VarOrTerm | TriplesNodePath
VarOrTerm = VAR | iri | RDFLiteral | NumericLiteral | 'true' | 'false' | BLANK | ANON | NIL
VarOrIri = VAR | iri
Expression = And ( '||' And )*
And = Relational ( '&&' Relational )*
Relational = Additive ( ( '=' | '!=' | '<' | '>' | '<=' | '>=' ) Additive | 'IN' ExpressionList | 'NOT'
    'IN' ExpressionList )?
Additive = Multiplicative ( ( '+' | '-' ) Multiplicative | SIGNED ( ( '*' | '/' ) Unary )* )*
Multiplicative = Unary ( ( '*' | '/' ) Unary )*
Unary = ( '!' | '+' | '-' )? Primary
Primary = '(' Expression ')' | BuiltInCall | iri ArgList? | RDFLiteral | NumericLiteral | 'true' | 'false'
    | VAR
BuiltInCall = Aggregate | FUNCTION0 NIL | FUNCTION1 '(' Expression ')' | FUNCTION2 '(' Expression ','
    Expression ')' | FUNCTION3 '(' Expression ',' Expression ',' Expression ')' | FUNCTIONS ExpressionList
    | 'BOUND' '(' VAR ')' | 'BNODE' ( '(' Expression ')' | NIL ) | 'SUBSTR' '(' Expression ',' Expression (
    ',' Expression )? ')' | 'REGEX' '(' Expression ',' Expression ( ',' Expression )? ')' | 'REPLACE' '('
    Expression ',' Expression ',' Expression ( ',' Expression )? ')' | 'EXISTS' GroupGraphPattern | 'NOT'
    'EXISTS' GroupGraphPattern
Aggregate = 'COUNT' '(' 'DISTINCT'? ( '*' | Expression ) ')' | AGGREGATE '(' 'DISTINCT'? Expression ')' |
    'GROUP_CONCAT' '(' 'DISTINCT'? Expression ( ';' 'SEPARATOR' '=' STRING )? ')'
RDFLiteral = STRING ( LANGUAGE | '^^' iri )?
NumericLiteral = INTEGER | NUMBER | SIGNED
iri = IRI | NAME | NAMESPACE
"""

FUNCTIONS = {
    "FUNCTION0": "RAND NOW UUID STRUUID",
    "FUNCTION1": "STR LANG DATATYPE IRI URI ABS CEIL FLOOR ROUND STRLEN UCASE LCASE ENCODE_FOR_URI "
    "YEAR MONTH DAY HOURS MINUTES SECONDS TIMEZONE TZ MD5 SHA1 SHA256 SHA384 SHA512 isIRI isURI isBLANK "
    "isLITERAL isNUMERIC",
    "FUNCTION2": "LANGMATCHES CONTAINS STRSTARTS STRENDS STRBEFORE STRAFTER STRLANG STRDT sameTerm",
    "FUNCTION3": "IF",
    "FUNCTIONS": "COALESCE CONCAT",
    "AGGREGATE": "SUM MIN MAX AVG SAMPLE",
}
_CALLED = {name.upper(): kind for kind, names in FUNCTIONS.items() for name in names.split()}
_WITH_RULES_OF_THEIR_OWN = "BOUND BNODE SUBSTR REGEX REPLACE EXISTS COUNT GROUP_CONCAT"
FUNCTION_NAMES = " ".join((*FUNCTIONS.values(), _WITH_RULES_OF_THEIR_OWN)).split()
AGGREGATES = {"COUNT", "GROUP_CONCAT", *FUNCTIONS["AGGREGATE"].split()}

# What a kind of word is called in an error.
KINDS = {
    "VAR": "a variable (?name)",
    "IRI": "an IRI",
    "NAME": "an IRI or prefixed name",
    "NAMESPACE": "a prefix with its colon",
    "STRING": "a string",
    "LANGUAGE": "a language",
    "INTEGER": "a number",
    "NUMBER": "a number",
    "SIGNED": "a number",
    "BLANK": "a blank node",
    "ANON": "[]",
    "NIL": "()",
    "END": "the end of the query",
    **dict.fromkeys(FUNCTIONS, "a function"),
}

_ESCAPED = r"\\(?:[tbnrf\"'\\]|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8})"
_LOCAL = r"(?:[\w:]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?\#@%-])"
_WORDS = re.compile(
    rf"""
      (?P<SPACE>[ \t\r\n]+|\#[^\r\n]*)
    | (?P<IRI><[^<>"{{}}|^`\x00-\x20]*>)
    | (?P<STRING>\"\"\"(?:(?:\"|\"\")?(?:[^\"\\]|{_ESCAPED}))*\"\"\"|'''(?:(?:'|'')?(?:[^'\\]|{_ESCAPED}))*'''
               |\"(?:[^\"\\\r\n]|{_ESCAPED})*\"|'(?:[^'\\\r\n]|{_ESCAPED})*')
    | (?P<VAR>[?$]\w+)
    | (?P<BLANK>_:\w(?:[\w.-]*[\w-])?)
    | (?P<NAME>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:{_LOCAL}(?:(?:{_LOCAL}|[.-])*(?:{_LOCAL}|-))?)
    | (?P<NAMESPACE>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:)
    | (?P<LANGUAGE>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<SIGNED>[+-](?:\d+\.\d*[eE][+-]?\d+|\.?\d+[eE][+-]?\d+|\d*\.\d+|\d+))
    | (?P<NUMBER>\d+\.\d*[eE][+-]?\d+|\.?\d+[eE][+-]?\d+|\d*\.\d+)
    | (?P<INTEGER>\d+)
    | (?P<NIL>\([ \t\r\n]*\))
    | (?P<ANON>\[[ \t\r\n]*\])
    | (?P<word>[^\W\d_]\w*)
    | (?P<mark>\^\^|\|\||&&|!=|<=|>=|[{{}}()\[\];,.|/^?*+\-!=<>])
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Word:
    """A word of a query: its kind, as rules call it, the text itself, and where it starts."""

    kind: str
    text: str
    start: int


@dataclass(frozen=True)
class Slip:
    """The first word that cannot stand where it stands, the words before it, and what could stand there."""

    word: Word
    before: list[Word]
    wanted: frozenset[str]


def words(text: str) -> Iterator[Word]:
    """Yield the words of a query, the last of kind END; what is no word at all is of kind STRANGE."""
    place = 0
    while place < len(text):
        found = _WORDS.match(text, place)
        if not found:
            yield Word("STRANGE", text[place], place)
            place += 1
            continue
        kind, said = str(found.lastgroup), found[0]
        if kind == "word":
            kind = "a" if said == "a" else _CALLED.get(said.upper(), said.upper())
            kind = kind.lower() if kind in {"TRUE", "FALSE"} else kind
        elif kind == "mark":
            kind = said
        if kind != "SPACE":
            yield Word(kind, said, place)
        place = found.end()
    yield Word("END", "", len(text))


def first_slip(text: str) -> Slip | None:
    """Give the first word of a query that its grammar does not allow there, if there is one."""
    reader = _Reader(list(words(text)))
    try:
        reader.read(_rules()["Query"])
    except _Stopped:
        at = reader.place
        return Slip(reader.words[at], reader.words[:at], frozenset(reader.wanted))
    return None


# ---- Reading by the rules


@dataclass(frozen=True)
class Part:
    """A part of a rule: a word, another rule, parts in order ("seq"), one of them ("any"), or ?, *, +."""

    how: str
    name: str = ""
    parts: tuple["Part", ...] = ()


@cache
def _rules() -> dict[str, Part]:
    rules = {}
    for line in RULES.replace("\n    ", " ").strip().splitlines():
        name, _, said = line.partition(" = ")
        rules[name] = _alternatives(re.findall(r"'[^']+'|\w+|[()|?*+]", said))
    return rules


def _alternatives(signs: list[str]) -> Part:
    """Take parts off the front of a rule, to its end or to the bracket that closes them."""
    choices: list[Part] = []
    parts: list[Part] = []
    while signs and signs[0] != ")":
        sign = signs.pop(0)
        if sign == "|":
            choices.append(Part("seq", parts=tuple(parts)))
            parts = []
            continue
        if sign == "(":
            part = _alternatives(signs)
            signs.pop(0)
        elif sign.startswith("'") or sign.isupper():
            part = Part("word", sign.strip("'"))
        else:
            part = Part("rule", sign)
        if signs and signs[0] in {"?", "*", "+"}:
            part = Part(signs.pop(0), parts=(part,))
        parts.append(part)
    return Part("any", parts=(*choices, Part("seq", parts=tuple(parts))))


@cache
def _starts(part: Part) -> tuple[frozenset[str], bool]:
    """Give the kinds of words that a part may start with, and whether it may be nothing at all."""
    match part.how:
        case "word":
            return frozenset({part.name}), False
        case "rule":
            return _starts(_rules()[part.name])
        case "any":
            each = [_starts(choice) for choice in part.parts]
            return frozenset().union(*(first for first, _ in each)), any(empty for _, empty in each)
    first: frozenset[str] = frozenset()
    for one in part.parts:
        more, empty = _starts(one)
        first |= more
        if not empty:
            return first, part.how in {"?", "*"}
    return first, True


class _Stopped(Exception):
    """A word cannot stand where it stands."""


@dataclass
class _Reader:
    """Reads words by the rules, and remembers what could have stood at the place where it is."""

    words: list[Word]
    place: int = 0
    wanted: set[str] = field(default_factory=set)

    def read(self, part: Part) -> None:
        match part.how:
            case "word":
                self._take(part.name)
            case "rule":
                self.read(_rules()[part.name])
            case "any":
                self._choose(part)
            case "?" if not self._fits(part.parts[0]):
                pass
            case "*":
                while self._fits(part.parts[0]):
                    self.read(part.parts[0])
            case "+":
                self.read(part.parts[0])
                self.read(Part("*", parts=part.parts))
            case _:
                for one in part.parts:
                    self.read(one)

    def _take(self, kind: str) -> None:
        self.wanted.add(kind)
        if self.words[self.place].kind != kind:
            raise _Stopped
        if self.place < len(self.words) - 1:
            self.place += 1
            self.wanted.clear()

    def _fits(self, part: Part) -> bool:
        first, _ = _starts(part)
        self.wanted |= first
        return self.words[self.place].kind in first

    def _choose(self, among: Part) -> None:
        for choice in among.parts:
            if self._fits(choice):
                self.read(choice)
                return
        if not _starts(among)[1]:
            raise _Stopped
