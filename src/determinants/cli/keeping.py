"""Answers given on the terminal are kept as they come, and in the end as a form, if one is wanted."""

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from determinants.cli import saying
from determinants.cli.options import by_ending, check_targets, emit
from determinants.ground import called

if TYPE_CHECKING:
    from determinants.service.requests import Read

TOLD = 3  # earlier interviews that are named


class Keeping:
    """Keeps each answer of an interview in a draft, and all of them as a form that can be gone on with."""

    def __init__(self, save: Path | None, forms: Sequence[Path], *, force: bool) -> None:
        """Say that it cannot be done before anything is asked.

        Raises:
            UsageError: if there is no such form, or it cannot be written there.
        """
        from determinants.service.report import SAVED_FORMATS

        check_targets([save] if save else [], force=force)
        self._kind = by_ending(save, SAVED_FORMATS, "a form", usual=".csv") if save else None
        self._save, self._force, self._forms = save, force, forms
        self._told = False

    def begin(self) -> None:
        """Say where the answers are kept, and which interviews before this were never written as forms."""
        from determinants.service import drafts, words

        ours = [path for path in self._forms if drafts.is_draft(path)]
        # Who goes on with an interview goes on in its file; with other forms beside it, a new one has all.
        self._draft = drafts.Draft(ours[0] if ours and len(self._forms) == 1 else None)
        saying.aside(words.say("interview.draft", file=self._draft.path))
        if not self._forms and (left := drafts.left()):
            known = ", ".join(map(str, left[:TOLD]))
            saying.aside(words.say("interview.left", files=known, then=called.command("score -i FILE")))

    def each(self, told: "Read") -> None:
        """Keep what has been answered up to now."""
        from determinants.service import words

        try:
            self._draft.write(told.instrument, told.whole())
        except OSError as error:
            if not self._told:  # once is enough: the interview goes on
                reason = (error.strerror or str(error)).lower()
                saying.aside(words.say("interview.not_kept", file=self._draft.path, reason=reason))
            self._told = True

    def all(self, told: "Read", *, asked: bool, finished: bool) -> None:
        """Write the form, if one is wanted, and remove the draft; else say where the answers are."""
        from determinants.service import drafts, measure, words

        if not told.answered:
            return
        if self._save and self._kind:
            form = self._kind.write(measure.filled(told.instrument, told.whole()))
            emit(form, self._save, force=self._force)
            kept = sum(bool(reply.answer) for reply in told.whole())
            saying.aside(words.say("form.kept", count=kept, file=self._save))
            for path in self._forms:
                if drafts.is_draft(path):
                    drafts.Draft(path).remove()
            if asked:
                self._draft.remove()
        elif asked and self._draft.path.exists():
            kept = sum(bool(reply.answer) for reply in told.replies)
            self._say_where(kept, finished=finished)

    def _say_where(self, kept: int, *, finished: bool) -> None:
        from determinants.service import words

        path = shlex.quote(str(self._draft.path))
        saying.aside(words.say("form.kept", count=kept, file=self._draft.path))
        if not finished:
            saying.aside(words.say("interview.go_on", then=called.command(f"score --interactive {path}")))
            return
        report, form = called.command(f"report {path}"), called.command(f"score {path} --save mine.xlsx")
        saying.aside(words.say("interview.onward", report=report, form=form))
