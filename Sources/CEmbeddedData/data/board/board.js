// Keeps the board as it is at the desk: what fires is heard, and the page's content is fetched anew. Without this script the
// page loads itself anew every minute.
"use strict";
(() => {
  const main = document.getElementById("main");
  const status = document.getElementById("status");
  let waiting = null;

  // What somebody writes or reads stays: a form that is being filled in is not taken away.
  const isBusy = () => {
    const field = document.activeElement;
    return field instanceof HTMLInputElement && field.value !== "";
  };

  const refresh = async () => {
    waiting = null;
    if (isBusy()) return later(5000);
    const answer = await fetch(location.pathname, { credentials: "same-origin" }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const open = new Set([...main.querySelectorAll("details[open]")].map((part) => part.dataset.of));
    const focus = document.activeElement && document.activeElement.id;
    main.replaceChildren(...page.getElementById("main").childNodes);
    status.textContent = page.getElementById("status").textContent;
    for (const part of main.querySelectorAll("details")) part.open = open.has(part.dataset.of);
    if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  };

  const later = (milliseconds) => {
    if (waiting === null) waiting = setTimeout(refresh, milliseconds);
  };

  const news = new EventSource("/api/v1/stream");
  for (const kind of ["fired", "updated", "source", "resolved"]) news.addEventListener(kind, () => later(200));
  news.addEventListener("error", () => { document.body.classList.add("cut-off"); });
  news.addEventListener("open", () => {
    if (document.body.classList.contains("cut-off")) later(200);
    document.body.classList.remove("cut-off");
  });
  setInterval(() => later(0), 60000);
})();
