"""Where pages that hold the text of others may be written, and the notice that stands on them."""

from __future__ import annotations

import subprocess
from html import escape
from pathlib import Path

from analysis.files import UserError

NOTICE = ("Private: this page holds text of articles that belong to others. It is for your own study on your own "
          "machine: do not publish it, pass it on or put it under version control.")
PRIVATE = Path("private")  # the folder for such pages, ignored by git


def render_notice() -> str:
    """Return the notice as HTML.

    Examples
    --------
    >>> render_notice()[:45]
    '<p class="notice" role="note">Private: this p'
    """
    return f'<p class="notice" role="note">{escape(NOTICE)}</p>'


def refuse_tracked(path: Path) -> None:
    """Refuse a place for private text that git would take into its history.

    Raises
    ------
    UserError
        When the place lies in a git repository and is not ignored there.
    """
    folder = next(parent for parent in Path(path).absolute().parents if parent.is_dir())
    if _ask_git(folder, "rev-parse", "--is-inside-work-tree") and not _ask_git(
            folder, "check-ignore", "--quiet", str(Path(path).absolute())):
        raise UserError(f"{path} lies in a git repository that does not ignore it, and this file holds text of others. "
                        f"Write it into {PRIVATE}/, or elsewhere.")


def _ask_git(folder: Path, *question: str) -> bool:
    """Whether git answers yes; where there is no git there is nothing to be tracked by."""
    try:
        answer = subprocess.run(["git", "-C", str(folder), *question], capture_output=True, timeout=20)
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.returncode == 0
