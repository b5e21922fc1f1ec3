"""The server of the protocol: what the library calls, and how errors are said.

Only here, and where it runs, is the library known.
"""

import asyncio
import logging
import re
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar, cast

import mcp_types as types
from mcp.server.lowlevel.server import Server
from mcp.shared.exceptions import MCPError

from determinants import __version__
from determinants.ground import called
from determinants.server.assistants import arguments, names, prompts, resources, tools
from determinants.server.assistants.pages import Page
from determinants.server.refusing import light, refused
from determinants.server.served import Served

T = TypeVar("T")

LONGEST = 2_000  # characters of what is said to be wrong

BEGIN = """\
A knowledge graph of what helps and hinders implementation, review by review: influences, their facilitators \
and barriers, the publications that report them, and how they map to the CFIR. It only reads.

Begin with 'influences', then 'studies', 'factors' or 'cfir' with what you found. 'find' completes names. \
'list_questions' and 'ask_question' answer what these do not; 'sparql' answers the rest. A name may be a \
slug, a label, a path or an IRI; a near miss says what was meant. A command in a sentence, such as \
'{command}', is the tool of that name with these arguments.

An answer has at most 25 rows and 20 kB. It says what it leaves out, and the call that goes on.

Repeat the notes of an answer with its numbers: a count of publications is no effect; where a review prints \
only a count, which publications it counts is not known; findings were coded by language models, most \
of them from abstracts. determinants://caveats has all of it. Cite a statement with its locator and DOI."""

SCHEMA = {
    "type": "object",
    "properties": {
        "notes": {"type": "array", "items": {"type": "string"}, "description": "Caveats: repeat them."},
        "rows": {"type": "array", "items": {"type": "object"}},
        "total": {"type": "integer"},
        "left_out": {"type": "array", "items": {"type": "string"}},
        "go_on": {"type": "array", "items": {"type": "string"}, "description": "The calls that go on."},
    },
    "required": ["notes", "rows", "total"],
}
LISTED: dict[str, Any] = {"ttl_ms": 3_600_000, "cache_scope": "public"}  # lists that stay as they are


def server(served: Served) -> "Server[Any]":
    """Give a server over what is served."""
    logging.getLogger("mcp").addHandler(logging.NullHandler())
    logging.getLogger("mcp").propagate = False  # what went wrong is said here, and once
    doors = Doors(served)
    made: Server[Any] = Server(
        "determinants",
        version=__version__,
        title="Determinants of implementation",
        instructions=BEGIN.format(command=called.command("cfir culture --edition 2022")),
        on_list_tools=doors.list_tools,
        on_call_tool=doors.call_tool,
        on_list_resources=doors.list_resources,
        on_list_resource_templates=doors.list_templates,
        on_read_resource=doors.read_resource,
        on_list_prompts=doors.list_prompts,
        on_get_prompt=doors.get_prompt,
        on_completion=doors.complete,
    )
    made.middleware.clear()  # nothing is traced
    return made


def in_words(error: Exception) -> str:
    """Give what is wrong as an assistant reads it: options of commands are arguments here."""
    found = refused(error)
    if found is None:
        return "something went wrong in this server, which is its fault and not that of the call."
    said = re.sub(r"--([a-z]+) (?=[a-z0-9])", r"\1=", str(found.reason))
    said = re.sub(r"--(timeout|memory)\b", r"the option --\1 of whoever starts the server:", said)
    said = re.sub(r"(?<!option )--([a-z]+)", r"'\1'", said)
    return said if len(said) <= LONGEST else f"{said[:LONGEST]} …"


class Doors:
    """What each request of the protocol leads to: parse, call one function, and write."""

    def __init__(self, served: Served) -> None:
        """Answer from what is served."""
        self._served = served

    async def list_tools(self, _: object, __: object) -> types.ListToolsResult:
        """Give the tools."""
        hints = types.ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        )
        listed = [
            types.Tool(
                name=each.name,
                title=each.title,
                description=each.what,
                input_schema=arguments.schema(each.arguments),
                output_schema=SCHEMA,
                annotations=hints,
            )
            for each in tools.TOOLS.values()
        ]
        return types.ListToolsResult(tools=listed, **LISTED)

    async def call_tool(self, _: object, asked: types.CallToolRequestParams) -> types.CallToolResult:
        """Give the answer of a tool; what is wrong is an answer too, so that the assistant can mend it."""
        try:
            call = tools.Call.of(asked.name, asked.arguments or {})
            page = await (self._freely(call) if call.tool.free else self._aside(partial(self._told, call)))
        except Exception as error:
            wrong = types.TextContent(text=in_words(light(error)))
            return types.CallToolResult(content=[wrong], is_error=True)
        return types.CallToolResult(
            content=[types.TextContent(text=page.text)], structured_content=dict(page.content)
        )

    def _told(self, call: tools.Call) -> Page:
        self._served.see()
        return call.answered(self._served)

    async def _freely(self, call: tools.Call) -> Page:
        """Let a worker answer, and stop him where nobody waits any more."""
        served = self._served
        async with served.workers.one() as worker:
            answering = asyncio.get_running_loop().run_in_executor(
                served.workers.threads, _tried, partial(call.freely, served, worker)
            )
            try:
                return _given(await asyncio.shield(answering))
            except asyncio.CancelledError:
                worker.stop()
                await asyncio.wait({answering}, timeout=5)
                raise
            finally:
                if not worker.waits:  # so that the next query does not notice
                    served.workers.threads.submit(worker.ready)

    async def _aside(self, give: Callable[[], T]) -> T:
        """Give what a function gives, worked out beside in a thread."""
        return _given(await asyncio.get_running_loop().run_in_executor(self._served.threads, _tried, give))

    async def list_resources(self, _: object, __: object) -> types.ListResourcesResult:
        """Give what can be read whole."""
        listed = [
            types.Resource(uri=each.whole, name=each.name, description=each.what, mime_type=each.media_type)
            for each in resources.RESOURCES
            if not each.named
        ]
        return types.ListResourcesResult(resources=listed, **LISTED)

    async def list_templates(self, _: object, __: object) -> types.ListResourceTemplatesResult:
        """Give what can be read by name."""
        listed = [
            types.ResourceTemplate(
                uri_template=each.whole, name=each.name, description=each.what, mime_type=each.media_type
            )
            for each in resources.RESOURCES
            if each.named
        ]
        return types.ListResourceTemplatesResult(resource_templates=listed, **LISTED)

    async def read_resource(
        self, _: object, asked: types.ReadResourceRequestParams
    ) -> types.ReadResourceResult:
        """Give the text of a resource."""
        address = str(asked.uri)

        def give() -> tuple[str, str]:
            one, said = resources.found(address)
            return one.media_type, one.text(self._served, said)

        media_type, text = await self._or_error(give)
        content = types.TextResourceContents(uri=address, mime_type=media_type, text=text)
        return types.ReadResourceResult(contents=[content], **LISTED)

    async def list_prompts(self, _: object, __: object) -> types.ListPromptsResult:
        """Give the prompts."""
        listed = [
            types.Prompt(
                name=each.name,
                title=each.title,
                description=each.what,
                arguments=[
                    types.PromptArgument(name=one.name, description=one.what, required=one.required)
                    for one in each.given
                ],
            )
            for each in prompts.PROMPTS.values()
        ]
        return types.ListPromptsResult(prompts=listed, **LISTED)

    async def get_prompt(self, _: object, asked: types.GetPromptRequestParams) -> types.GetPromptResult:
        """Give the text of a prompt."""
        said = await self._or_error(lambda: prompts.named(asked.name).said(asked.arguments or {}))
        message = types.PromptMessage(role="user", content=types.TextContent(text=said))
        return types.GetPromptResult(description=prompts.named(asked.name).what, messages=[message])

    async def complete(self, _: object, asked: types.CompleteRequestParams) -> types.CompleteResult:
        """Give what a name may become."""
        kind = _kind(asked.ref, asked.argument.name)
        found, total = await self._or_error(
            partial(names.beginning, self._served, kind, asked.argument.value)
        )
        return types.CompleteResult(
            completion=types.Completion(values=found, total=total, has_more=len(found) < total)
        )

    async def _or_error(self, give: Callable[[], T]) -> T:
        """Give what a function gives; what is wrong is an error of the protocol.

        Raises:
            MCPError: with what is wrong, in words.

        """
        try:
            return await self._aside(give)
        except Exception as error:
            mine = refused(error) is not None
            code = types.INVALID_PARAMS if mine else types.INTERNAL_ERROR
            raise MCPError(code=code, message=in_words(error)) from None


def _tried(give: Callable[[], T]) -> tuple[T | None, BaseException | None]:
    """Give what comes, or what is wrong, as it may leave a thread."""
    try:
        return give(), None
    except BaseException as error:
        return None, light(error)


def _given(found: tuple[T | None, BaseException | None]) -> T:
    if found[1] is not None:
        raise found[1]
    return cast("T", found[0])


def _kind(of: types.PromptReference | types.ResourceTemplateReference, name: str) -> str:
    """Give the kind of things that an argument names; nothing, where it names none."""
    if isinstance(of, types.PromptReference):
        one = prompts.PROMPTS.get(of.name)
        return next((each.kind for each in one.given if each.name == name), "") if one else ""
    return next(
        (each.kind for each in resources.RESOURCES if of.uri == each.whole and each.named == name), ""
    )
