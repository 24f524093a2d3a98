"""How a source is named to a reader: a law as it is cited, the centre's own practice in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext

from evenhand.procedures.rules.duties import Article
from evenhand.procedures.rules.procedure import Procedure


def cite_article(article: Article, language: str) -> str:
    """The name of a source. A citation is never translated; a practice of our own has no other name than its title."""
    if not article.ours:
        return article.citation
    return gettext("Our practice: %(title)s") % {"title": article.title.in_language(language)}


def cite_code(procedure: Procedure, code: str, language: str) -> str:
    """The same by the article's code; "" where the procedure has no such article."""
    article = procedure.article(code)
    return cite_article(article, language) if article else ""
