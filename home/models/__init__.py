"""The public site: its page types and its settings."""

from home.models.articles import ArticleIndexPage, ArticlePage
from home.models.crisis import CrisisPage
from home.models.legal import LegalPage
from home.models.pages import ContentIndexPage, ContentPage, HomePage
from home.models.resources import ResourceIndexPage, ResourcePage
from home.models.site import SiteSettings

__all__ = [
    "ArticleIndexPage",
    "ArticlePage",
    "ContentIndexPage",
    "ContentPage",
    "CrisisPage",
    "HomePage",
    "LegalPage",
    "ResourceIndexPage",
    "ResourcePage",
    "SiteSettings",
]
