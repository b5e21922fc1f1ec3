"""What is answered as it comes: free SPARQL, and graphs as they stand. A worker has it until it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from determinants.server import citing, graph_store, protocol
from determinants.server.calls import Call, Reply
from determinants.server.held import Answer
from determinants.server.sending import is_known, send_reply, tag
from determinants.server.served import Served
from determinants.server.workers import Worker
from determinants.write.formats import in_parts
from determinants.write.sparql_formats import STREAMED, STREAMED_TRIPLES, as_text, write_to

if TYPE_CHECKING:
    from starlette.types import Receive, Send


@dataclass(frozen=True)
class Coming:
    """A query that may be asked, and the form of its answer; whether that lasts as long as the data do."""

    text: str
    format: str
    media_type: str
    lasting: bool

    def write(self, worker: Worker, out: BinaryIO) -> None:
        """Let a worker answer it."""
        if self.format in STREAMED or self.format in STREAMED_TRIPLES:
            write_to(out, worker.engine.stream(self.text), self.format)
        else:  # for people: all of it has to be known before the first line
            out.writelines(in_parts(as_text(worker.engine.query(self.text))))


Streamed = Callable[[Served, Call], Coming | None]


def sparql(served: Served, call: Call) -> Coming | None:
    """Give the query that is asked; nothing, where the service itself is asked about.

    Raises:
        Refused: if it is not said as the protocol has it, or changes something, or in no form accepted.
        QueryRefused: if it asks for what is never done here.

    """
    asked = protocol.read(call)
    if asked is None:
        return None
    text = protocol.examined(asked, served.graphs)
    offered = protocol.offered(text)
    name, media_type = call.chosen(offered, protocol.named(asked.formats, offered))
    return Coming(text, name, media_type, call.method != "POST" and asked.lasting)


def graph(served: Served, call: Call) -> Coming:
    """Give the query for the graph that is asked for.

    Raises:
        Refused: if it is not said which, or there is none of that name.

    """
    said = [value for name, value in call.pairs() if name == "format"]
    name, media_type = call.chosen(graph_store.OFFERED, protocol.named(said, graph_store.OFFERED))
    return Coming(graph_store.query(call, served.graphs), name, media_type, lasting=True)


async def sent(served: Served, coming: Coming, call: Call, receive: "Receive", send: "Send") -> None:
    """Send the answer to a query as it comes.

    Raises:
        Exception: what is wrong, where nothing has been sent yet.
        Broken: if something is wrong later.
        Left: if whoever asked goes.

    """
    mark = tag(served.state, coming.text, coming.format) if coming.lasting else ""
    like = Reply(b"", coming.media_type, headers={"Link": citing.link(call)}, tag=mark)
    if mark and is_known(call.headers.get("if-none-match", ""), mark):
        await send_reply(send, like, call.method, call.headers)
        return
    async with served.workers.one() as worker:
        answer = Answer(lambda out: coming.write(worker, out), like, served.limits, worker.stop)
        await answer.send(served.workers.threads, call.method, call.headers, receive, send)
