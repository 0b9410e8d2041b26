/* What every page of the admin gets: names for controls that Django leaves without. */
"use strict";

(() => {
  const filters = document.querySelector(".desk-filters");
  if (filters && window.matchMedia("(max-width: 1024px)").matches) {
    // A phone shows the rows, and filters when they are asked for.
    filters.open = false;
  }

  // What was refused is read first: the field to be mended, or why.
  const told = document.querySelector("#conflict-title") || document.querySelector(".errornote, .errorlist");
  if (told && !document.querySelector("[autofocus]")) {
    const wrong = told.id ? null : document.querySelector(".form-row .errorlist");
    const field = wrong?.closest(".form-row").querySelector("input:not([type=hidden]), select, textarea");
    (field || told).closest("details:not([open])")?.setAttribute("open", "");
    if (!field) {
      told.tabIndex = -1;
    }
    (field || told).focus();
  }

  // On a phone a row is a card, in which each value stands behind its column's name.
  for (const table of document.querySelectorAll("#result_list, .desk-scroll table")) {
    const heads = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.cells].forEach((cell, place) => {
        if (heads[place] && place && cell.textContent.trim() !== "–") {
          cell.dataset.label = heads[place];
        } else if (place && cell.textContent.trim() === "–") {
          cell.classList.add("is-empty");
        }
      });
    }
  }

  // A chooser is called after its label, also while nothing is chosen.
  const nameChoosers = () => {
    for (const select of document.querySelectorAll("select.admin-autocomplete[id]")) {
      const label = document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
      const box = select.parentElement.querySelector(".select2-selection");
      const chosen = box && box.querySelector("[id]");
      if (!label || !chosen) {
        continue;
      }
      label.id = label.id || `label-of-${select.id}`;
      box.setAttribute("aria-labelledby", `${label.id} ${chosen.id}`);
      chosen.setAttribute("aria-labelledby", label.id);
    }
    for (const box of document.querySelectorAll("input[name$='-DELETE']:not([aria-label])")) {
      box.setAttribute("aria-label", "Remove this row");
    }
    // In a table of rows, a field is called after its column.
    for (const cell of document.querySelectorAll(".tabular td[class*='field-']")) {
      const field = cell.querySelector("input:not([type=hidden]):not([aria-label]), textarea:not([aria-label])");
      const heads = cell.closest("table").querySelectorAll("thead th");
      const head = heads[cell.cellIndex - (cell.parentElement.cells.length - heads.length)];
      if (field && head) {
        field.setAttribute("aria-label", head.textContent.trim());
      }
    }
  };
  // After Django's scripts, which make the choosers as soon as the page is there.
  const jQuery = window.django && window.django.jQuery;
  if (jQuery) {
    jQuery(nameChoosers);
  } else {
    nameChoosers();
  }
  document.addEventListener("formset:added", () => setTimeout(nameChoosers));
})();
