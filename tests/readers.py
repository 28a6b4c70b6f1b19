"""Readers of made-up documents that do as they are told, for processes that read.

They stand apart from the tests so that such a process imports little.
"""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from made_up import made_up_rows

from analytics.documents import read_content
from analytics.model import DisclosureRows


def obedient(path: Path, content: bytes | None = None) -> DisclosureRows:
    """What a document says is done, word by word; then it becomes the rows of its own body.

    killed, crashed and gone end the process; slow takes a second and stuck an hour. The id of
    the process is left beside the document.
    """
    content = content or read_content(path)
    path.with_suffix(".pid").write_text(str(os.getpid()))
    for word in content.decode().split():
        match word:
            case "killed":
                os.kill(os.getpid(), signal.SIGKILL)
            case "crashed":
                os.kill(os.getpid(), signal.SIGSEGV)
            case "gone":
                os._exit(3)
            case "slow":
                time.sleep(1)
            case "stuck":
                time.sleep(3600)
            case "odd":
                raise KeyError(word)
    return made_up_rows(
        content, agency=f"{path.stem}市医疗保障局", disclosure_id=path.stem, source_name=path.name
    )
