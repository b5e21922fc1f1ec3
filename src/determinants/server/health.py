"""Whether the server is well: over which state of the data, and who has something to do."""

import json
import time
from typing import Any

from determinants import __version__
from determinants.server.calls import Call, Reply
from determinants.server.served import Served


def health(served: Served, call: Call) -> Reply:
    """Give it as JSON: that it is asked for says that it answers."""
    return Reply((json.dumps(told(served), indent=2) + "\n").encode(), "application/json")


def told(served: Served) -> dict[str, Any]:
    """Give what is known of how the server is."""
    return {
        "status": "ok",
        "version": __version__,
        "state": served.state.partition(" ")[2],
        "engine": served.what,
        "seconds": round(time.time() - served.began),
        "workers": {
            "all": len(served.workers.all),
            "busy": served.workers.busy,
            "waiting": served.workers.waiting,
        },
        "kept": {"replies": len(served.replies), "bytes": served.replies.taken},
    }
