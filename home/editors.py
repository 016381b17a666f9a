"""Editors of the site: two groups of Wagtail, what each may do, and the way to validation."""

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
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
MODERATOR_PERMISSIONS = (
    *EDITOR_PERMISSIONS,
    "home.change_sitesettings",
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)
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


def prepare_groups(home: Page) -> Group:
    """Create both groups, in the place of Wagtail's; what an operator added later stays.

    Returns:
        The moderators.
    """
    prepare_group(EDITORS, EDITOR_PERMISSIONS, home)
    return prepare_group(MODERATORS, MODERATOR_PERMISSIONS, home)


def prepare_group(name: str, permissions: Iterable[str], home: Page) -> Group:
    Group.objects.filter(name=WAGTAIL_NAMES[name]).delete()
    group, _ = Group.objects.get_or_create(name=name)
    group.permissions.add(*map(named_permission, permissions))
    for codename in PAGE_PERMISSIONS[name]:
        permission = named_permission(f"wagtailcore.{codename}")
        GroupPagePermission.objects.get_or_create(group=group, page=home, permission=permission)
    files = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for permission in Permission.objects.filter(
        codename__in=FILE_PERMISSIONS[name],
        content_type__app_label__in=["wagtailimages", "wagtaildocs"],
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=files, permission=permission
        )
    return group


def named_permission(name: str) -> Permission:
    app_label, codename = name.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def prepare_workflow(home: Page, moderators: Group) -> None:
    """What an editor submits waits for a moderator; this replaces Wagtail's own workflow."""
    Workflow.objects.filter(name=WAGTAIL_WORKFLOW).delete()
    Task.objects.filter(name=WAGTAIL_WORKFLOW).delete()
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    task, _ = GroupApprovalTask.objects.get_or_create(name=WORKFLOW)
    task.groups.add(moderators)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr)
    WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})


def set_editor(user: Any, group_name: str | None) -> None:
    """Put a person in one of the editors' groups, or in none."""
    user.groups.remove(*Group.objects.filter(name__in=[EDITORS, MODERATORS]))
    if group_name:
        user.groups.add(Group.objects.get(name=group_name))
