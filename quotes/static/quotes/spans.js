/* Selecting words in an article's text for fields that hold ranges of characters.
   Everything works without it: offsets can be typed. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const text = document.getElementById("article-text");
  const fields = document.querySelectorAll("input[data-ranges]");
  if (!text || !fields.length) {
    return;
  }
  const first = Number(text.dataset.start || 0);
  // Python counts characters, JavaScript UTF-16 units: an emoji is one against two.
  const characters = Array.from(text.textContent);
  const length = (string) => Array.from(string).length;
  let selected = null;

  document.addEventListener("selectionchange", () => {
    const selection = window.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) {
      return;
    }
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) {
      return;
    }
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const start = first + length(before.toString());
    selected = [start, start + length(range.toString())];
    said.textContent = `Selected: ${told([selected])}`;
  });

  // Left and right go from word to word, with shift they take more of them.
  text.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: "backward", ArrowRight: "forward" }[event.key];
    const selection = window.getSelection();
    if (!way || event.ctrlKey || event.altKey || event.metaKey || !selection.modify) {
      return;
    }
    event.preventDefault();
    if (!selection.rangeCount || !text.contains(selection.anchorNode)) {
      selection.collapse(text.querySelector("mark.is-content") || text, 0);
    } else if (!event.shiftKey) {
      way === "forward" ? selection.collapseToEnd() : selection.collapseToStart();
    }
    if (!event.shiftKey && way === "backward") {
      selection.modify("move", "backward", "word");
      selection.modify("move", "backward", "word");
    }
    const taken = event.shiftKey ? way : "forward";
    selection.modify("extend", taken, "word");
    const node = selection.focusNode.parentElement;
    if (node && node !== text) {
      node.scrollIntoView({ block: "nearest" });
    }
  });

  const rangesOf = (value) =>
    Array.from(value.matchAll(/(\d+)\s*[-–]\s*(\d+)/g), (match) => [
      Number(match[1]),
      Number(match[2]),
    ]);

  const told = (ranges) => {
    const words = ranges.map(([start, end]) =>
      characters.slice(Math.max(0, start - first), Math.max(0, end - first)).join(""),
    );
    return words.join(" … ").replace(/\s+/g, " ").trim();
  };

  const button = (label, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button";
    made.textContent = label;
    made.addEventListener("mousedown", (event) => event.preventDefault());
    made.addEventListener("click", act);
    return made;
  };

  const said = document.createElement("p");
  said.className = "help desk-selected";
  said.setAttribute("role", "status");
  text.after(said);

  for (const field of fields) {
    const words = document.createElement("output");
    words.className = "desk-preview";
    words.htmlFor = field.id;
    const show = () => {
      words.textContent = told(rangesOf(field.value)) || "–";
    };
    const put = (how) => () => {
      if (!selected) {
        said.textContent = "Select words in the text first.";
        return;
      }
      const range = `${selected[0]}-${selected[1]}`;
      field.value = how === "add" && field.value ? `${field.value}, ${range}` : range;
      show();
      field.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const row = document.createElement("p");
    row.className = "desk-select";
    const use = button("Use the selected words", put("replace"));
    use.dataset.selection = "replace";
    const add = button("Add them as a part", put("add"));
    add.dataset.selection = "add";
    row.append(use, add);
    field.addEventListener("input", show);
    (field.closest(".flex-container") || field).after(words, row);
    show();
  }
});
