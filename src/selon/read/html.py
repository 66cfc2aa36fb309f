"""Web pages: main text and metadata by trafilatura (extra «html»)."""

from __future__ import annotations

from dataclasses import replace

from selon.model import Problem
from selon.read.document import Meta, edtf_date


def read_html(html: str, path: str, meta: Meta) -> tuple[str | None, Meta, list[Problem]]:
    """The main text, the metadata that the sidecar does not give, and problems.

    The date is taken from the page's metadata only: searching the body gives dates of the story, not of the page.
    """
    try:
        import trafilatura
        from trafilatura import bare_extraction
    except ImportError:
        message = "reading HTML needs the extra: pip install 'selon[html]'; or save the page as .txt"
        return None, meta, [Problem("format", message, path)]
    found = bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # A date in the future is kept as the page gives it: the library would drop it by today's clock.
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "9999-12-31"},
    )
    page = found if isinstance(found, dict) else found.as_dict() if found is not None else {}
    text = page.get("text")
    if not text or not text.strip():
        return None, meta, [Problem("empty", "no main text was found in the page", path)]
    date = edtf_date(page.get("date") or "")
    merged = replace(
        meta,
        outlet=meta.outlet or page.get("sitename") or "",
        title=page.get("title") or "",
        author=page.get("author") or "",
        url=meta.url or page.get("url") or "",
        published=meta.published or date or "",
        basis=meta.basis if meta.published else "metadata",
        extractor=f"trafilatura {trafilatura.__version__}",
    )
    return text, merged, []
