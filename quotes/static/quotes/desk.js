/* Conveniences of pages that show an article; everything works without them, too. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  for (const text of document.querySelectorAll(".desk-text")) {
    const quoted = text.querySelector("mark.is-content");
    if (quoted) {
      // Scrolls the box alone: the page stays at its heading.
      text.scrollTop = quoted.offsetTop - text.clientHeight / 3;
    }
  }
});
