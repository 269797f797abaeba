// Makes the site smoother; every page works without it.
"use strict";

// "/" goes to the search box, j and k to the next and the previous row, n and p to the next and the previous page.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest("input, textarea, select")) return;
  const go = (selector) => {
    const link = document.querySelector(selector);
    if (link) { event.preventDefault(); link.click(); }
  };
  switch (event.key) {
    case "/":
      event.preventDefault();
      document.querySelector("#q")?.focus();
      break;
    case "?": go("a[data-key='help']"); break;
    case "n": go("a[rel='next']"); break;
    case "p": go("a[rel='prev']"); break;
    case "a": case "s": case "d": go(`[data-key='${event.key}']`); break;
    case "j": case "k": {
      const rows = [...document.querySelectorAll("[data-row]")];
      const at = rows.indexOf(document.activeElement.closest("[data-row]"));
      const next = rows[event.key === "j" ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0)];
      if (next) { event.preventDefault(); next.querySelector("a")?.focus(); }
      break;
    }
  }
});

// A row lights its boxes on the page image, and a box its row, without loading the page anew.
for (const link of document.querySelectorAll("[data-fact]")) {
  const fact = link.dataset.fact;
  const light = (on) => {
    for (const other of document.querySelectorAll(`[data-fact="${fact}"]`)) other.classList.toggle("near", on);
  };
  link.addEventListener("mouseenter", () => light(true));
  link.addEventListener("mouseleave", () => light(false));
  link.addEventListener("focusin", () => light(true));
  link.addEventListener("focusout", () => light(false));
}

// Who opens a form wants to write in it.
for (const form of document.querySelectorAll("details.correct")) {
  form.addEventListener("toggle", () => form.open && form.querySelector("input:not([type=hidden]), select")?.focus());
}

// A choice is a wish to see it.
for (const select of document.querySelectorAll("select[data-send]")) {
  // Who goes through a list by its arrow keys has not chosen yet; the button is the next stop.
  let byKeys = false;
  select.addEventListener("keydown", () => { byKeys = true; });
  select.addEventListener("pointerdown", () => { byKeys = false; });
  select.addEventListener("change", () => byKeys || select.form.requestSubmit());
}

// What is under way is looked at again.
for (const section of document.querySelectorAll("[data-again]")) {
  setTimeout(() => location.reload(), Number(section.dataset.again));
}
