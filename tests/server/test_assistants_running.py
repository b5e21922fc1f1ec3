"""The server for assistants as a process: asked by the client of the protocol's own library, and stopped."""

import asyncio
import json
import select
import signal
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest

from programs import PROGRAM, Program

pytestmark = pytest.mark.slow  # each starts a process, and its worker

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HELLO = {
    "protocolVersion": "2025-06-18",
    "capabilities": {},
    "clientInfo": {"name": "tests", "version": "1"},
}


def children(of: int) -> list[int]:
    """The processes that a process has started."""
    listed = Path(f"/proc/{of}/task/{of}/children")
    return [int(pid) for pid in listed.read_text().split()] if listed.is_file() else []


def text(result: Any) -> str:
    (content,) = result.content
    return str(content.text)


async def asked(client: Any) -> None:
    """What any client finds, whichever way it came."""
    tools = {tool.name: tool for tool in (await client.list_tools()).tools}
    assert "studies" in tools
    assert tools["studies"].annotations.read_only_hint
    studies = await client.call_tool("studies", {"thing": "organisational-culture"})
    assert "28 of its 53 publications" in text(studies)
    assert "Which ones, this graph does not know." in studies.structured_content["notes"][0]
    assert "data" not in studies.structured_content
    wrong = await client.call_tool("studies", {"thing": "organisational-cultur of"})
    assert wrong.is_error
    assert "Did you mean organisational-culture" in text(wrong)
    missing = await client.call_tool("nothing", {})
    assert missing.is_error
    assert "Traceback" not in text(wrong) + text(missing)
    ontology = (await client.read_resource("determinants://ontology")).contents[0]
    assert (ontology.mime_type, "det:Influence" in ontology.text) == ("text/turtle", True)
    prompt = await client.get_prompt("researcher", {"influence": "culture"})
    assert "What evidence stands behind culture?" in prompt.messages[0].content.text
    with pytest.raises(Exception, match="no prompt is called 'nobody'"):
        await client.get_prompt("nobody", {})


async def completed(client: Any) -> None:
    import mcp_types as types

    of = types.PromptReference(name="researcher")
    found = await client.complete(of, {"name": "influence", "value": "organisational-c"})
    assert found.completion.values == ["organisational-challenges-and-impact", "organisational-culture"]
    questions = types.ResourceTemplateReference(uri="determinants://questions/{+question}")
    found = await client.complete(questions, {"name": "question", "value": "site-t"})
    assert found.completion.values == ["site-totals"]


def test_a_client_that_starts_it_is_answered(program: Program) -> None:
    from mcp import Client, StdioServerParameters

    started = StdioServerParameters(
        command=str(PROGRAM), args=["mcp", "--timeout", "1"], env=program.environment
    )

    async def run() -> None:
        async with Client(started) as client:
            await asked(client)
            await completed(client)
            endless = await client.call_tool("sparql", {"query": ENDLESS})
            assert endless.is_error
            assert text(endless).startswith("stopped: no whole answer within 1 s.")
            after = await client.call_tool("sparql", {"query": "SELECT (1 AS ?n) {}"})
            assert after.structured_content["rows"] == [{"n": 1}]  # the next query does not notice

    asyncio.run(run())


class Raw:
    """The process, spoken to line by line."""

    def __init__(self, program: Program) -> None:
        self.process = program.start(
            "mcp", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        self.say(id=1, method="initialize", params=HELLO)
        assert self.heard()["result"]["serverInfo"]["name"] == "determinants"
        self.say(method="notifications/initialized")

    def say(self, **message: object) -> None:
        self.send(json.dumps({"jsonrpc": "2.0", **message}))

    def send(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n".encode())
        self.process.stdin.flush()

    def heard(self) -> Any:
        assert self.process.stdout is not None
        assert select.select([self.process.stdout], [], [], 60)[0]
        return json.loads(self.process.stdout.readline())

    def overrun(self) -> list[int]:
        self.say(id=9, method="tools/call", params={"name": "sparql", "arguments": {"query": ENDLESS}})
        self.say(id=10, method="tools/call", params={"name": "find", "arguments": {"words": "culture"}})
        assert self.heard()["id"] == 10  # nobody waits for whoever asks without end
        workers = children(self.process.pid)
        assert len(workers) == 1
        return workers

    def ended(self, workers: list[int]) -> tuple[int, bytes, bytes]:
        out, err = self.process.communicate(timeout=60)
        assert not any(Path(f"/proc/{pid}").exists() for pid in workers)
        return self.process.returncode, out, err


def test_nothing_but_the_protocol_is_written_and_ctrl_c_ends_it(program: Program) -> None:
    raw = Raw(program)
    raw.send("this is no message")
    raw.send("[" * 100_000)
    raw.send(json.dumps({"jsonrpc": "2.0", "id": 2, "method": "no/such"}))
    assert raw.heard()["error"]["code"] == -32601
    workers = raw.overrun()
    raw.process.send_signal(signal.SIGINT)
    code, out, err = raw.ended(workers)
    assert (code, err) == (130, b"stopped\n")
    assert [json.loads(line)["id"] for line in out.splitlines()] in ([], [9])  # it may say that it goes


def test_the_end_of_the_input_ends_it_when_it_has_answered(program: Program) -> None:
    raw = Raw(program)
    workers = raw.overrun()
    raw.say(id=3, method="tools/call", params={"name": "factors", "arguments": {"thing": "psw-training"}})
    code, out, err = raw.ended(workers)
    answered = [json.loads(line) for line in out.splitlines()]
    assert (code, err) == (0, b"")
    assert 3 in {each["id"] for each in answered}


def test_assistants_are_let_in_by_http(program: Program) -> None:
    from mcp import Client

    process = program.start("serve", "--mcp", "--port", "0", "--quiet", stderr=subprocess.PIPE)
    assert process.stderr is not None
    try:
        assert select.select([process.stderr], [], [], 60)[0]
        url = process.stderr.readline().decode().removeprefix("Serving at ").strip().rstrip("/")

        async def run() -> None:
            async with Client(f"{url}/mcp") as client:
                await asked(client)

        asyncio.run(run())
        ping = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
        takes = {"Accept": "application/json, text/event-stream"}
        assert httpx.post(f"{url}/mcp", json=ping, headers=takes).status_code == 200
        elsewhere = httpx.post(f"{url}/mcp", json=ping, headers=takes | {"Origin": "https://example.org"})
        assert (elsewhere.status_code, "may not ask here" in elsewhere.text) == (403, True)
        other = httpx.post(f"{url}/mcp", json=ping, headers=takes | {"Host": "example.org"})
        assert other.status_code == 421
        long = httpx.post(f"{url}/mcp", content=b"x" * (1 << 20) + b"x", headers=takes)
        assert long.status_code == 413
        assert httpx.get(f"{url}/mcp").status_code == 405
        assert httpx.get(f"{url}/health").status_code == 200
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 130
        process.stderr.close()
