"""A person. Rights come from memberships, never from the person."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Make an account; without a password, none works until one is chosen."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        """Find by e-mail, whatever the case."""
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Someone with an account, by invitation."""

    email = models.EmailField("adresse électronique", max_length=254, unique=True)
    first_name = models.CharField("prénom", max_length=80)
    last_name = models.CharField("nom", max_length=80)
    is_active = models.BooleanField("compte ouvert", default=True)
    # A character of the demonstration: anyone may play it where the demonstration is on.
    is_persona = models.BooleanField("personnage de démonstration", default=False)
    created_at = models.DateTimeField("créé le", auto_now_add=True)
    notice_read_at = models.DateTimeField("notice lue le", null=True, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["first_name", "last_name"]

    objects = UserManager()

    class Meta:
        verbose_name = "utilisateur"
        constraints = [
            # One spelling for one address, so that it is unique whatever the case typed.
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")),
                name="user_email_in_lower_case",
                violation_error_message="L’adresse se garde en minuscules.",
            )
        ]

    def __str__(self) -> str:
        return self.full_name or self.email

    @property
    def full_name(self) -> str:
        """First name, then name."""
        return f"{self.first_name} {self.last_name}".strip()
