"""Where pages that hold the text of others may be written, and the notice that stands on them."""

from __future__ import annotations

import subprocess
from html import escape
from pathlib import Path

from analysis.files import UserError, write_file

NOTICE = ("Private: this page holds text of articles that belong to others. It is for your own study on your own "
          "machine: do not publish it, pass it on or put it under version control.")
PUBLIC, PRIVATE = Path("reports"), Path("private")
_NOT_IGNORED = 1  # what `git check-ignore` answers of a file that git would take


def render_notice() -> str:
    """Return the notice as HTML.

    Examples
    --------
    >>> render_notice()[:45]
    '<p class="notice" role="note">Private: this p'
    """
    return f'<p class="notice" role="note">{escape(NOTICE)}</p>'


def keep_from_git(path: Path, home: Path | None = PRIVATE, holds: str = "text that belongs to others") -> None:
    """See to it that git does not take a file: what goes into ``home`` is ignored, what git would take refused.

    ``holds`` says what of the file is nobody else's business.

    Raises
    ------
    UserError
        When the place lies in a git work tree and is not ignored there.
    """
    whole = Path(path).absolute()
    if home is not None and whole.is_relative_to(home.absolute()) and not (home / ".gitignore").exists():
        write_file(home / ".gitignore", "*\n")
    folder = next(each for each in whole.parents if each.is_dir())
    try:
        answer = subprocess.run(["git", "check-ignore", "--quiet", str(whole)], cwd=folder, capture_output=True,
                                timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return
    if answer.returncode == _NOT_IGNORED:
        raise UserError(f"{path} would be taken by git, and it holds {holds}. Write it outside the repository, or "
                        f"leave --out away: it then goes to {(home or PRIVATE).name}/, which git ignores.")
