// What a passkey could not do is said on the page, in French.
document.addEventListener("allauth.error", event => {
  event.preventDefault();
  const told = document.getElementById("passe-erreur");
  if (!told) return;
  told.textContent = "La clé d’accès n’a pas répondu, ou vous avez renoncé. Recommencez, ou choisissez un autre moyen.";
  told.hidden = false;
});
