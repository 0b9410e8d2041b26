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

  const ranges = document.getElementById("id_ranges");
  const row = document.querySelector(".desk-select");
  if (!ranges || !row) {
    return;
  }
  row.hidden = false;

  // Python counts characters, JavaScript UTF-16 units: an emoji is one against two.
  const length = (string) => Array.from(string).length;

  const selectedRange = () => {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) {
      return null;
    }
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) {
      return null;
    }
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const start = Number(text.dataset.start) + length(before.toString());
    return `${start}-${start + length(range.toString())}`;
  };

  row.addEventListener("click", (event) => {
    const how = event.target.dataset.selection;
    const range = how && selectedRange();
    if (!range) {
      return;
    }
    ranges.value = how === "add" && ranges.value ? `${ranges.value}, ${range}` : range;
  });
});
