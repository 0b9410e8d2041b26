/* Conveniences of the quote's page; everything works without them, too. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const text = document.getElementById("article-text");
  if (!text) {
    return;
  }
  const quoted = text.querySelector("mark.is-content");
  if (quoted) {
    // Scrolls the box alone: the page stays at its heading.
    text.scrollTop = quoted.offsetTop - text.clientHeight / 3;
  }
});
