"""Editors of a site: two groups of Wagtail, what each may do, and the way to validation."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db.models import Q
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    GroupSitePermission,
    Page,
    Site,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

EDITORS = "Rédacteurs"
MODERATORS = "Modérateurs"
# The names that Wagtail's own migrations give them.
WAGTAIL_NAMES = {EDITORS: "Editors", MODERATORS: "Moderators"}

WORKFLOW = "Validation par un modérateur"
WAGTAIL_WORKFLOW = "Moderators approval"

EDITOR_PERMISSIONS = (
    "wagtailadmin.access_admin",
    "places.add_place",
    "places.change_place",
    "places.view_place",
    "places.add_importrun",
    "places.import_any_source",
    "places.add_organisation",
    "places.change_organisation",
    "places.view_organisation",
)
PERMISSIONS = {
    EDITORS: EDITOR_PERMISSIONS,
    MODERATORS: (
        *EDITOR_PERMISSIONS,
        "simple_translation.submit_translation",
        "stewardship.moderate_place",
        "places.view_source",
        "places.change_source",
        "places.publish_place",
        "wagtailredirects.add_redirect",
        "wagtailredirects.change_redirect",
        "wagtailredirects.delete_redirect",
    ),
}
SETTINGS_PERMISSION = "home.change_sitesettings"
PAGE_PERMISSIONS = {
    EDITORS: ("add_page", "change_page"),
    MODERATORS: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
}
FILE_PERMISSIONS = {
    EDITORS: ("add_image", "choose_image", "add_document", "choose_document"),
    MODERATORS: (
        "add_image",
        "change_image",
        "choose_image",
        "add_document",
        "change_document",
        "choose_document",
    ),
}


def name_for(site: Site, name: str) -> str:
    """A group's or workflow's name: alone for the main site, with its domain for another."""
    return name if site.is_default_site else f"{name} ({site.hostname})"


def prepare_groups(site: Site) -> Group:
    """Create both groups of a site; what an operator added later stays.

    Returns:
        The moderators.
    """
    prepare_group(site, EDITORS)
    moderators = prepare_group(site, MODERATORS)
    permission = named_permission(SETTINGS_PERMISSION)
    # Each site's moderators set their own site, and no other.
    moderators.permissions.remove(permission)
    GroupSitePermission.objects.get_or_create(group=moderators, site=site, permission=permission)
    return moderators


def prepare_group(site: Site, name: str) -> Group:
    Group.objects.filter(name=WAGTAIL_NAMES[name]).delete()
    group, _ = Group.objects.get_or_create(name=name_for(site, name))
    group.permissions.add(*map(named_permission, PERMISSIONS[name]))
    for codename in PAGE_PERMISSIONS[name]:
        permission = named_permission(f"wagtailcore.{codename}")
        GroupPagePermission.objects.get_or_create(
            group=group, page=site.root_page, permission=permission
        )
    files = prepare_collection(site)
    for permission in Permission.objects.filter(
        codename__in=FILE_PERMISSIONS[name],
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=files, permission=permission
        )
    return group


def prepare_collection(site: Site) -> Collection:
    """Where a site keeps its files: the whole library for the main site, a part for another."""
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    if site.is_default_site:
        return root
    own = root.get_children().filter(name=site.hostname).first()
    return own or root.add_child(name=site.hostname)


def named_permission(name: str) -> Permission:
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def prepare_workflow(site: Site, moderators: Group) -> None:
    """What an editor submits waits for a moderator; this replaces Wagtail's own workflow."""
    Workflow.objects.filter(name=WAGTAIL_WORKFLOW).delete()
    Task.objects.filter(name=WAGTAIL_WORKFLOW).delete()
    name = name_for(site, WORKFLOW)
    workflow, _ = Workflow.objects.get_or_create(name=name)
    task, _ = GroupApprovalTask.objects.get_or_create(name=name)
    task.groups.add(moderators)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr)
    WorkflowPage.objects.get_or_create(page=site.root_page, defaults={"workflow": workflow})


def share_rights(page: Page) -> None:
    """Let the editors of a page write its translations, which stand beside it under the root."""
    for other in page.get_translations():
        for right in GroupPagePermission.objects.filter(page=other):
            GroupPagePermission.objects.get_or_create(
                group=right.group, page=page, permission=right.permission
            )
        for row in WorkflowPage.objects.filter(page=other):
            WorkflowPage.objects.get_or_create(page=page, defaults={"workflow": row.workflow})


def groups_of(names: Iterable[str], site: Site | None) -> Any:
    """The groups of a site by their plain names; without a site, those of every site."""
    if site:
        return Group.objects.filter(name__in=[name_for(site, name) for name in names])
    condition = Q()
    for name in names:
        condition |= Q(name=name) | Q(name__startswith=f"{name} (")
    return Group.objects.filter(condition)


def set_editor(user: Any, group_name: str | None, site: Site | None = None) -> None:
    """Put a person in one of a site's groups (the main site's by default), or in none."""
    user.groups.remove(*groups_of([EDITORS, MODERATORS], site if group_name or site else None))
    if group_name:
        site = site or Site.objects.get(is_default_site=True)
        user.groups.add(groups_of([group_name], site).get())
