// Drag and drop on the reader's form: the plain file field does the same without it.
"use strict";

document.querySelectorAll("[data-drop]").forEach((zone) => {
  const input = zone.querySelector("input[type=file]");
  const status = zone.querySelector("[data-drop-status]");
  const hint = zone.querySelector("[data-drop-hint]");
  if (!input || !status) return;
  if (hint) hint.hidden = false;

  const tell = () => {
    const file = input.files[0];
    status.textContent = file ? `Choisi : ${file.name}` : "";
  };
  const over = (is) => zone.classList.toggle("is-over", is);

  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  zone.addEventListener("dragleave", (event) => {
    if (!zone.contains(event.relatedTarget)) over(false);
  });
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length) {
      input.files = event.dataTransfer.files;
      tell();
    }
  });
  input.addEventListener("change", tell);
  const form = zone.closest("form");
  let sentAt = -Infinity;
  let sentBy = null;
  if (form) {
    form.addEventListener("submit", (event) => {
      if (!input.files.length) return;
      // The second click of a double click would send the file again.
      if (event.submitter === sentBy && event.timeStamp - sentAt < 3000) {
        event.preventDefault();
        return;
      }
      sentAt = event.timeStamp;
      sentBy = event.submitter;
      const asFile = event.submitter && event.submitter.value === "json";
      status.textContent = asFile ? "Le fichier JSON arrive dans vos téléchargements." : "Lecture en cours…";
    });
  }
  // Back from the result, the form waits for a file again.
  window.addEventListener("pageshow", () => {
    sentAt = -Infinity;
    tell();
  });
});
