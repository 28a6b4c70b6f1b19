"""What cannot be taken in: one clear line (what is wrong: what to do), and nothing stored."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from made_up import made_up_rows, made_up_text
from pypdf import PdfWriter
from reportlab.pdfgen.canvas import Canvas

from analytics import model
from analytics.ingesting import find_documents, ingest, ingest_file, read_disclosure
from analytics.model import DisclosureRows
from analytics.reading import UnreadableError
from analytics.settings import ExecutionBands, Limits, Waiting, Work
from analytics.store import Store, StoreError


def pdf(text: str | None, encrypt: str | None = None) -> bytes:
    """A PDF of one page with a text, or with a drawing alone."""
    content = io.BytesIO()
    canvas = Canvas(content, encrypt=encrypt)
    if text:
        canvas.drawString(100, 700, text)
    else:
        canvas.rect(100, 100, 300, 400, fill=1)
    canvas.save()
    return content.getvalue()


def pdf_without_pages() -> bytes:
    content = io.BytesIO()
    PdfWriter().write(content)
    return content.getvalue()


BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty.pdf": (lambda: b"", "empty"),
    "blank.txt": (lambda: b" \n\t\n", "empty"),
    "truncated.pdf": (lambda: pdf("2023")[:300], "cut off before its end"),
    "locked.pdf": (lambda: pdf("2023", encrypt="secret"), "password"),
    "drawing.pdf": (lambda: pdf(None), "no page of the PDF holds readable text"),
    "no-pages.pdf": (pdf_without_pages, "damaged"),
    "letter.pdf": (lambda: pdf("An invitation to dinner"), "no fiscal disclosure"),
    "letter.txt": (lambda: "关于召开会议的通知\n请准时参加。\n".encode(), "no fiscal disclosure"),
    "picture.pdf": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "picture"),
    "archive.docx": (lambda: b"PK\x03\x04" + bytes(range(256)) * 40, "Office"),
    "page.html": (lambda: b"<!DOCTYPE html><html><body><p>2023</p></body></html>", "no fiscal"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_in_one_line_and_leaves_nothing(
    name: str, store: Store, tmp_path: Path
) -> None:
    make, said = BAD[name]
    path = tmp_path / name
    path.write_bytes(make())
    outcome = ingest_file(path, store)

    assert outcome.status == model.FAILED
    assert said in outcome.message
    assert "\n" not in outcome.message
    problem, remedy = outcome.message.rsplit(": ", 1)
    assert problem and remedy
    assert not store.originals.exists()
    for table in model.MODEL:
        assert store.table(table).empty
    (line,) = store.table("ingests").itertuples()
    assert (line.outcome, line.message, line.file) == ("failed", outcome.message, str(path))


def test_one_good_file_among_bad_ones_is_stored(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, (make, _) in BAD.items():
        (folder / name).write_bytes(make())
    (folder / "m.txt").write_bytes(made_up_text())

    outcomes = {outcome.path.name: outcome.status for outcome in ingest([folder], store)}
    assert outcomes == dict.fromkeys(BAD, "failed") | {"m.txt": "stored"}
    assert store.table("disclosures")["source_name"].tolist() == ["m.txt"]


def test_a_bad_new_version_leaves_the_old_one(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "shaoxing.txt"
    path.write_bytes(made_up_text())
    ingest_file(path, store)
    path.write_bytes(b"")
    assert ingest_file(path, store).status == model.FAILED
    assert store.table("line_items")["amount"].max() == 1234.56


class TestPaths:
    def message(self, path: Path, store: Store) -> str:
        outcome = ingest_file(path, store)
        assert outcome.status == model.FAILED
        return outcome.message

    def test_one_that_leads_to_nothing(self, store: Store, tmp_path: Path) -> None:
        (path,) = find_documents([tmp_path / "gone.pdf"])
        assert self.message(path, store) == "does not exist: check the path"
        assert store.table("ingests")["sha256"].isna().all()

    def test_a_folder_without_documents(self, store: Store, tmp_path: Path) -> None:
        (tmp_path / "README.md").write_text("no document")
        (path,) = find_documents([tmp_path])
        assert self.message(path, store).startswith("holds no documents (.pdf, .txt, ")

    def test_a_folder_passes_over_no_format_that_disclosures_come_in(
        self, store: Store, tmp_path: Path
    ) -> None:
        kinds = {
            "归档.rar": (b"Rar!\x1a\x07\x01\x00" + bytes(99), "an archive"),
            "说明.RTF": (rb"{\rtf1 2023}", "RTF"),
            "扫描.jpg": (b"\xff\xd8\xff\xe0" + bytes(99), "a picture"),
            "网页.mht": (b"MIME-Version: 1.0\nContent-Type: multipart/related;", "MHTML"),
            "版式.ceb": (b"Founder CEB" + bytes(99), "supported format"),
        }
        for name, (content, _) in kinds.items():
            (tmp_path / name).write_bytes(content)
        told = {outcome.path.name: outcome.message for outcome in ingest([tmp_path], store)}
        assert told.keys() == kinds.keys()
        assert all(said in told[name] for name, (_, said) in kinds.items())

    def test_a_pipe(self, store: Store, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe.txt")
        assert self.message(tmp_path / "pipe.txt", store) == "is no regular file: name a document"

    def test_one_that_may_not_be_opened(
        self, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "mine.txt"
        path.write_bytes(made_up_text())

        def refuse(self: Path) -> bytes:
            raise PermissionError(13, "Permission denied")

        # chmod keeps nothing from root, whom continuous integration often is.
        monkeypatch.setattr(Path, "read_bytes", refuse)
        assert self.message(path, store) == (
            "cannot be opened (Permission denied): check the file and its permissions"
        )

    def test_one_that_is_too_large(self, store: Store, tmp_path: Path) -> None:
        path = tmp_path / "large.txt"
        path.write_bytes(made_up_text() * 20_000)
        outcome = ingest_file(path, store, limits=Limits(max_bytes=1024 * 1024))
        assert outcome.message == (
            f"is too large ({path.stat().st_size / 2**20:.0f} MB, more than 1 MB):"
            " split the document or supply a smaller version of it"
        )

    def test_a_name_that_is_no_text(self, store: Store, tmp_path: Path) -> None:
        path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff\xfe.txt"))
        path.write_bytes(made_up_text())
        assert ingest_file(path, store).status == model.STORED
        assert store.table("disclosures")["source_name"].tolist() == ["??.txt"]


class TestReaders:
    """What happens around a reader, whatever the reader is."""

    @pytest.fixture
    def document(self, tmp_path: Path) -> Path:
        path = tmp_path / "yunxi.txt"
        path.write_bytes(b"one")
        return path

    def test_an_error_nobody_foresaw_is_one_line_too(self, document: Path, store: Store) -> None:
        def stumble(path: Path, content: bytes | None) -> DisclosureRows:
            raise KeyError("210")

        outcome = ingest_file(document, store, stumble)
        assert outcome.message == (
            "stopped the reader (KeyError): report it together with the document"
        )
        assert store.table("ingests")["outcome"].tolist() == ["failed"]

    def test_rows_that_break_the_model_are_not_stored(self, document: Path, store: Store) -> None:
        def break_model(path: Path, content: bytes | None) -> DisclosureRows:
            rows = made_up_rows(content or b"")
            rows.line_items[1].amount = "12"  # type: ignore[assignment]
            return rows

        outcome = ingest_file(document, store, break_model)
        assert outcome.status == model.FAILED
        assert store.table("disclosures").empty

    def test_a_document_is_read_once_and_skipped_then(self, document: Path, store: Store) -> None:
        calls = []

        def count(path: Path, content: bytes | None) -> DisclosureRows:
            calls.append(path)
            return made_up_rows(content or b"")

        outcomes = [*ingest([document], store, count), *ingest([document, document], store, count)]
        assert [outcome.status for outcome in outcomes] == ["stored", "skipped"]
        assert calls == [document]
        assert outcomes[0].tables == {"closed": 1, "missing": 1}
        assert outcomes[0].forms == 1

    def test_a_newer_reader_reads_it_anew(
        self, document: Path, store: Store, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def read(path: Path, content: bytes | None) -> DisclosureRows:
            return made_up_rows(content or b"")

        ingest_file(document, store, read)
        monkeypatch.setattr("analytics.ingesting.READER_VERSION", "newer")
        outcome = ingest_file(document, store, read)
        assert outcome.status == model.REPLACED
        assert outcome.message == "read anew as yunxi-2023-final_accounts"
        assert ingest_file(document, store, read).status == model.SKIPPED

    def test_a_store_that_cannot_be_used_ends_it_all(self, document: Path, tmp_path: Path) -> None:
        path = tmp_path / "notes.duckdb"
        path.write_text("not a store\n" * 1000)
        with pytest.raises(StoreError):
            ingest_file(document, Store(path))

    def test_a_path_alone_is_enough_to_read(self, tmp_path: Path) -> None:
        path = tmp_path / "shaoxing.txt"
        path.write_bytes(made_up_text())
        rows = read_disclosure(path)
        assert rows.disclosure.agency == "绍兴市医疗保障局"
        assert len(rows.line_items) == 12
        with pytest.raises(UnreadableError, match="does not exist"):
            read_disclosure(tmp_path / "gone.txt")


class TestSettings:
    @pytest.mark.parametrize(
        "make",
        [
            lambda: Limits(max_bytes=0),
            lambda: Limits(suffixes=("pdf",)),
            lambda: Limits(suffixes=(".PDF",)),
            lambda: Waiting(limit=-1),
            lambda: Waiting(interval=0),
            lambda: Work(seconds=0),
            lambda: Work(small_bytes=-1),
            lambda: ExecutionBands(severe=0.9),
            lambda: ExecutionBands(over=1.0),
        ],
    )
    def test_values_that_make_no_sense_are_refused(self, make: Callable[[], object]) -> None:
        with pytest.raises(ValueError, match=r"must|written"):
            make()
