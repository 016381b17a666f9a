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


def prepare_groups(home: Page) -> tuple[Group, Group]:
    """Create both groups, or take over Wagtail's, and give each exactly its permissions."""
    editors = prepare_group(EDITORS, EDITOR_PERMISSIONS, home)
    moderators = prepare_group(MODERATORS, MODERATOR_PERMISSIONS, home)
    return editors, moderators


def prepare_group(name: str, permissions: Iterable[str], home: Page) -> Group:
    group = Group.objects.filter(name__in=[name, WAGTAIL_NAMES[name]]).first() or Group()
    group.name = name
    group.save()
    group.permissions.set(named_permission(permission) for permission in permissions)
    GroupPagePermission.objects.filter(group=group).exclude(page=home).delete()
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


def prepare_workflow(home: Page, editors: Group, moderators: Group) -> None:
    """What an editor submits waits for a moderator; Wagtail's own workflow is taken over."""
    workflow = Workflow.objects.filter(name__in=[WORKFLOW, WAGTAIL_WORKFLOW]).first() or Workflow()
    workflow.name = WORKFLOW
    workflow.save()
    task = GroupApprovalTask.objects.filter(name__in=[WORKFLOW, WAGTAIL_WORKFLOW]).first()
    task = task or GroupApprovalTask()
    task.name = WORKFLOW
    task.save()
    task.groups.set([moderators])
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task.task_ptr)
    WorkflowPage.objects.filter(workflow=workflow).exclude(page=home).delete()
    WorkflowPage.objects.get_or_create(page=home, defaults={"workflow": workflow})


def set_editor(user: Any, group_name: str | None) -> None:
    """Put a person in one of the editors' groups, or in none."""
    user.groups.remove(*Group.objects.filter(name__in=[EDITORS, MODERATORS]))
    if group_name:
        user.groups.add(Group.objects.get(name=group_name))
