"""What a template may say: its fields, loops and conditions are read as a tree, and nothing else is let through."""

from __future__ import annotations

import difflib
import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import StrictUndefined, TemplateSyntaxError, Undefined, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from prongsai.core.errors import Problem
from prongsai.core.fault import LONGEST_FOUND, Fault, cut
from prongsai.core.field_list import FIELDS, Field
from prongsai.core.text import Text
from prongsai.core.thai import arabic_digits, thai_digits
from prongsai.render import template_faults as fault

FILTERS = {
    # Jinja's own speaks of names that are not there; here all are, and may be empty.
    "default": lambda text, other: text or other,
    "thai_digits": lambda text: thai_digits(str(text)),
    "arabic_digits": lambda text: arabic_digits(str(text)),
}
BUILT_IN_FILTERS = ("join", "upper", "lower", "trim")
LOOP = frozenset({"index", "first", "last", "length"})
DEEPEST = 8
MOST_OUTPUT = 8_000_000
MOST_PROBLEMS = 50
LONGEST_TAG = 300
COST_OF_A_TURN = 100

_TAG = re.compile(r"<[^>]*>")
_ELEMENT = re.compile(r"<(/?)([\w:]+)[^>]*?(/?)>")
_LOOP_FIELDS = {name: Field(Text("ลำดับในรอบที่วน", "place in the loop")) for name in LOOP}
_ANYTHING = ("text", "texts", "rows", "row")


class Sandbox(ImmutableSandboxedEnvironment):
    """Reads rows by their keys only: no attribute, method or call of any object is reached."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, keep_trailing_newline=True)
        self.globals.clear()
        self.tests.clear()
        self.filters = {name: self.filters[name] for name in BUILT_IN_FILTERS} | FILTERS

    def getattr(self, obj: object, attribute: str) -> object:
        if isinstance(obj, Mapping) and attribute in obj:
            return obj[attribute]
        if isinstance(obj, LoopContext) and attribute in LOOP:
            return getattr(obj, attribute)
        return self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: object, argument: object) -> Undefined:
        return self.undefined(obj=obj, name=str(argument))

    def is_safe_callable(self, obj: object) -> bool:
        return False


@dataclass(frozen=True, slots=True)
class _Scope:
    """The names that can be used at a place, and how many times at most it is written."""

    names: Mapping[str, Field]
    times: int = 1
    depth: int = 0

    def inner(self, names: Mapping[str, Field] | None = None, times: int = 1) -> _Scope:
        return _Scope({**self.names, **(names or {})}, self.times * times, self.depth + 1)


@dataclass(slots=True)
class Reader:
    """Reads one part, whose tags were put together and whose paragraphs begin a line each.

    `most` has, for each name, the most rows or letters that will be filled in.
    """

    source: str
    where: str
    most: Mapping[str, int]
    problems: list[Problem] = field(default_factory=list, init=False)
    _output: int = field(default=0, init=False)

    def read(self, sandbox: Sandbox) -> list[Problem]:
        """Return everything that keeps this part from being filled."""
        try:
            self.walk(sandbox.parse(self.source).body, _Scope(FIELDS))
        except TemplateSyntaxError as error:
            self.say(fault.SYNTAX, error.lineno, reason=cut(error.message or "", LONGEST_FOUND))
        except RecursionError:
            self.say(fault.FORBIDDEN, 1, what="((( )))")
        if self._output > MOST_OUTPUT and not self.problems:
            self.problems.append(fault.TOO_MUCH.at(self.where))
        return self.problems

    def say(self, kind: Fault, line: int, **values: object) -> None:
        """Note a problem with the text of its paragraph."""
        lines = self.source.split("\n")
        text = html.unescape(_TAG.sub("", lines[min(line, len(lines)) - 1])).strip()
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(kind.at(self.where, text, **values))

    # statements

    def walk(self, body: Sequence[nodes.Node], scope: _Scope) -> None:
        for node in body:
            if scope.depth > DEEPEST:
                self.say(fault.FORBIDDEN, node.lineno, what=f"> {DEEPEST} × for / if")
            elif isinstance(node, nodes.Output):
                for child in node.nodes:
                    self.output(child, scope)
            elif isinstance(node, nodes.For):
                self.loop(node, scope)
            elif isinstance(node, nodes.If):
                self.expression(node.test, scope, _ANYTHING)
                self.branch(node.body, scope.inner(), node.lineno)
                self.walk(node.elif_, scope.inner())
                self.branch(node.else_, scope.inner(), node.lineno)
            else:
                self.forbid(node)

    def branch(self, body: Sequence[nodes.Node], scope: _Scope, line: int) -> None:
        """Read what may be left out or written many times; that must leave the elements around it whole."""
        outputs = [child for node in body if isinstance(node, nodes.Output) for child in node.nodes]
        if _is_torn("".join(each.data for each in outputs if isinstance(each, nodes.TemplateData))):
            self.say(fault.TORN, line)
        self.walk(body, scope)

    def output(self, node: nodes.Expr, scope: _Scope) -> None:
        if isinstance(node, nodes.TemplateData):
            self._output += len(node.data) * scope.times
        else:
            self._output += self.letters(node) * scope.times
            self.expression(node, scope, ("text",))

    def letters(self, node: nodes.Node) -> int:
        """Return how many letters an expression writes at most; a name of the template's own counts as the longest."""
        if isinstance(node, nodes.Getattr):
            return self.most.get(node.attr, 0)
        if isinstance(node, nodes.Name):
            return self.most.get(node.name, max(self.most.values(), default=0))
        return LONGEST_TAG + sum(self.letters(child) for child in node.iter_child_nodes())

    def loop(self, node: nodes.For, scope: _Scope) -> None:
        if node.recursive or node.test is not None or not isinstance(node.target, nodes.Name):
            return self.forbid(node)
        listed = self.field(node.iter, scope)
        if listed is None:
            return None
        if listed.kind not in ("texts", "rows"):
            return self.say(fault.NOT_LISTED, node.lineno, name=_name(node.iter))
        each = Field(listed.meaning, "row" if listed.kind == "rows" else "text", listed.fields)
        loop = Field(listed.meaning, "row", _LOOP_FIELDS)
        rows = self.most.get(_name(node.iter).rpartition(".")[2], 0)
        self._output += rows * scope.times * COST_OF_A_TURN
        self.branch(node.body, scope.inner({node.target.name: each, "loop": loop}, rows), node.lineno)
        self.branch(node.else_, scope.inner(), node.lineno)
        return None

    # expressions

    def expression(self, node: nodes.Node, scope: _Scope, kinds: Sequence[str]) -> None:
        """Check an expression that must give one of `kinds`."""
        if isinstance(node, nodes.Name | nodes.Getattr):
            found = self.field(node, scope)
            if found is not None and found.kind not in kinds:
                self.say(fault.LISTED, node.lineno, name=_name(node))
        elif isinstance(node, nodes.Filter):
            self.filter(node, scope, kinds)
        elif isinstance(node, nodes.Not | nodes.And | nodes.Or):
            for child in node.iter_child_nodes():
                self.expression(child, scope, kinds)
        elif isinstance(node, nodes.Compare) and all(each.op in ("eq", "ne") for each in node.ops):
            for child in (node.expr, *(each.expr for each in node.ops)):
                self.expression(child, scope, ("text",))
        elif not isinstance(node, nodes.Const):
            self.forbid(node)

    def filter(self, node: nodes.Filter, scope: _Scope, kinds: Sequence[str]) -> None:
        known = node.name in BUILT_IN_FILTERS or node.name in FILTERS
        if not known or node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs:
            return self.say(fault.FORBIDDEN, node.lineno, what=f"|{node.name}")
        for argument in node.args:
            if not isinstance(argument, nodes.Const):
                return self.forbid(argument)
        return self.expression(node.node, scope, ("texts",) if node.name == "join" else kinds)

    def field(self, node: nodes.Node, scope: _Scope) -> Field | None:
        """Return the field that a name means; an unknown one is noted with the known one nearest to it."""
        if isinstance(node, nodes.Name):
            return self.known(node, node.name, scope.names)
        if isinstance(node, nodes.Getattr):
            owner = self.field(node.node, scope)
            return None if owner is None else self.known(node, node.attr, owner.fields)
        self.forbid(node)
        return None

    def known(self, node: nodes.Node, name: str, names: Mapping[str, Field]) -> Field | None:
        if name in names:
            return names[name]
        nearest = difflib.get_close_matches(name, names, n=1, cutoff=0) or ["–"]
        self.say(fault.UNKNOWN, node.lineno, name=_name(node), nearest=nearest[0])
        return None

    def forbid(self, node: nodes.Node) -> None:
        self.say(fault.FORBIDDEN, node.lineno, what=type(node).__name__)


def _is_torn(xml: str) -> bool:
    """Tell whether a stretch of XML closes other elements than it opens again after them."""
    opened: list[str] = []
    closed: list[str] = []
    for closing, name, empty in _ELEMENT.findall(xml):
        if closing and opened:
            if opened.pop() != name:
                return True
        elif closing:
            closed.append(name)
        elif not empty:
            opened.append(name)
    return opened != closed[::-1]


def _name(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_name(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
