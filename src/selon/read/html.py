"""Web pages: main text and metadata by trafilatura (extra «html»)."""

from dataclasses import replace

from selon.read.decode import NoTextError
from selon.read.document import Meta, edtf_date


def read_html(html: str, meta: Meta) -> tuple[str, Meta]:
    """The main text, and the metadata with what the sidecar does not give.  Raises NoTextError.

    The date is taken from the page's metadata only: searching the body gives dates of the story, not of the page.
    """
    try:
        import trafilatura
        from trafilatura import bare_extraction
    except ImportError as error:
        message = "reading HTML needs the extra: pip install 'selon[html]'; or save the page as .txt"
        raise NoTextError("format", message) from error
    found = bare_extraction(
        html,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # A date in the future is kept as the page gives it: the library would drop it by today's clock.
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "9999-12-31"},
    )
    page = found if isinstance(found, dict) else found.as_dict() if found is not None else {}
    text = str(page.get("text") or "")
    if not text.strip():
        raise NoTextError("empty", "no main text was found in the page")
    return text, replace(
        meta,
        outlet=meta.outlet or page.get("sitename") or "",
        title=page.get("title") or "",
        author=page.get("author") or "",
        url=meta.url or page.get("url") or "",
        published=meta.published or edtf_date(page.get("date") or "") or "",
        basis=meta.basis if meta.published else "metadata",
        extractor=f"trafilatura {trafilatura.__version__}",
    )
