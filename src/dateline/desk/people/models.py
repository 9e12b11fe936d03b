"""People and their blogs. Found by Django through desk/models.py."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from dateline.blog.check import new_id


class People(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **members: Any) -> Person:
        """A new person; without a password she sets one by the link for a forgotten one."""
        person = self.model(email=email.strip().lower(), **members)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with an account at this newsroom.

    `role` is a changes.Role, hers on every blog if she is `everywhere`, else on those of her memberships. Who leaves is
    made inactive and stays, since changes on the record name her (`person:<id>`).
    """

    id = models.CharField(primary_key=True, max_length=16, default=new_id, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=16, default="reporter")
    everywhere = models.BooleanField(default=True)
    language = models.CharField(max_length=20, blank=True, default="")
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["name"]

    objects: ClassVar[People] = People()

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """One person's place on one blog."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    slug = models.CharField(max_length=80)
    role = models.CharField(max_length=16)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["person", "slug"], name="one_membership_a_blog")]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.slug}"


class Newsroom(models.Model):
    """What a newsroom says of itself; one row.

    `colours` are those that are not the theme's (newsroom/colours.py), `logo` names a file in the data directory.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name = models.CharField(max_length=100, blank=True, default="")
    zone = models.CharField(max_length=64, blank=True, default="")
    language = models.CharField(max_length=20, blank=True, default="")
    colours: models.JSONField[dict[str, str], dict[str, str]] = models.JSONField(default=dict)
    logo = models.CharField(max_length=40, blank=True, default="")

    def __str__(self) -> str:
        return self.name
