/* One key an answer. What has a data-key is pressed by that key, and the legend is made
   of the same attributes: a section that brings its own needs nothing here.

   data-key="c"            the key
   data-key-label="…"      what the legend says of it
   data-key-does="focus"   go into its first field instead of pressing it
                 "choose"  open its chooser
                 "open"    open the details it sums up; digits then press what is inside
   data-digit="1"          pressed by that digit; a radio button is chosen by it
   data-written            pressed by Enter where a reason is written
   data-then="id"          of a radio button: the field that choosing it leads to
   data-focus              where the page begins

   Everything is a link or a button of a form, and works without this file. */
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const legend = document.querySelector(".desk-keys");
  const opener = document.querySelector(".desk-keys-open");
  const first = document.querySelector("[data-focus]");
  // Where something was refused, quotes/frame.js has put it there.
  const refused = document.querySelector(".errornote, .errorlist, #conflict-title");
  if (first && !refused) {
    // The page stays where it is: what is to be decided stands at its top.
    first.focus({ preventScroll: true });
  }
  if (!legend || !opener) {
    return;
  }

  const STORED = "quotes.single-keys";
  const isOn = () => localStorage.getItem(STORED) !== "off";
  const box = legend.querySelector(".desk-keys-on");
  const rejecting = () => document.querySelector("details.desk-reject[open]");

  const row = (key, label) => {
    const line = legend.querySelector("tbody").insertRow();
    const cell = line.insertCell();
    cell.appendChild(document.createElement("kbd")).textContent = key;
    line.insertCell().textContent = label;
  };

  const keyed = [...document.querySelectorAll("[data-key]")];
  for (const element of keyed) {
    row(element.dataset.key, element.dataset.keyLabel || element.textContent.trim());
  }
  // Digits outside of what is opened first.
  const others = [...document.querySelectorAll("[data-digit]")].filter(
    (one) => !one.closest("details.desk-reject")
  );
  const named = (element) => element.closest("label") || element;
  for (const element of others) {
    const told = element.dataset.keyLabel ||
      (element.matches("input") ? `Choose: ${named(element).textContent.trim()}`
        : `Said by: ${element.firstChild.textContent}`);
    row(element.dataset.digit, told);
  }
  const begins = first && first.matches("button") ? `: ${first.childNodes[0].textContent.trim()}, when the page opens` : "";
  row("Enter", `Press what is in focus${begins}; in a field, send the answer`);
  row("?", "These keys");
  row("Esc", "Leave a field, close this");
  for (const element of document.querySelectorAll("[data-digit], summary[data-key], button[data-key]")) {
    const hint = document.createElement("kbd");
    hint.textContent = element.dataset.digit || element.dataset.key;
    hint.setAttribute("aria-hidden", "true");
    named(element).append(" ", hint);
  }

  const show = () => {
    box.checked = isOn();
    document.documentElement.classList.toggle("keys-off", !isOn());
  };
  opener.hidden = false;
  opener.addEventListener("click", () => legend.showModal());
  box.addEventListener("change", () => {
    localStorage.setItem(STORED, box.checked ? "on" : "off");
    show();
  });
  show();

  const doKey = {
    focus: (element) => {
      const field = element.matches("[tabindex], input, select, textarea")
        ? element
        : element.querySelector("input:not([type=hidden]), select, textarea, button");
      field.focus();
    },
    choose: (element) => {
      const select = element.querySelector("select");
      if (jQuery && jQuery(select).data("select2")) {
        jQuery(select).select2("open");
      } else {
        select.focus();
      }
    },
    open: (element) => {
      const details = element.closest("details");
      const opens = !details.open;
      for (const one of document.querySelectorAll("details.desk-reject")) {
        one.open = false;
      }
      details.open = opens;
      (details.open || !first ? element : first).focus({ preventScroll: true });
    },
  };

  // Chosen, a speaker is to be saved: the next Enter does.
  const jQuery = window.django && window.django.jQuery;
  const save = document.querySelector("[name=_save]:not(.desk-implicit)");
  if (jQuery && save) {
    jQuery("#id_speaker").on("select2:select", () => {
      // After the chooser has taken the focus back.
      setTimeout(() => save.focus(), 50);
    });
  }

  // A key held down, or pressed again while the answer is on its way, is no second one.
  let left = false;
  window.addEventListener("pageshow", () => { left = false; });
  document.addEventListener("submit", (event) => {
    // Closing the legend sends nothing.
    left = event.target.method !== "dialog";
  });

  const press = (element) => {
    const act = doKey[element.dataset.keyDoes];
    if (act) {
      act(element);
    } else {
      element.click();
    }
    const then = element.matches("input[type=radio]") && element.dataset.then;
    if (then) {
      // Chosen; what is missing is why.
      document.getElementById(then).focus();
    } else if (element.matches("input")) {
      element.focus({ preventScroll: true });
    }
  };

  const byDigit = (digit) => {
    const open = rejecting();
    if (open && digit === "0") {
      document.getElementById("id_reason").focus();
      return null;
    }
    return open
      ? open.querySelector(`[data-digit="${digit}"]`)
      : others.find((one) => one.dataset.digit === digit);
  };

  const writes = (target) =>
    target instanceof Element &&
    target.closest("input:not([type=radio], [type=checkbox], [type=submit]), textarea, select, [contenteditable], .select2-container");

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) {
      return;
    }
    if (event.repeat && event.key.length === 1) {
      event.preventDefault();
      return;
    }
    if (writes(event.target)) {
      if (event.key === "Escape" && !event.target.closest(".select2-container")) {
        // The page may begin in the field itself: then keys are answers again.
        first && first !== event.target ? first.focus({ preventScroll: true }) : event.target.blur();
      } else if (event.key === "Enter" && event.target.id === "id_reason" && rejecting()) {
        event.preventDefault();
        rejecting().querySelector("[data-written]").click();
      }
      return;
    }
    if (event.key === "Escape" && rejecting()) {
      rejecting().open = false;
      first && first.focus({ preventScroll: true });
      return;
    }
    if (!isOn() || left || legend.open || event.key.length !== 1) {
      return;
    }
    if (event.key === "?") {
      event.preventDefault();
      legend.showModal();
      return;
    }
    const element = /^[0-9]$/.test(event.key)
      ? byDigit(event.key)
      : keyed.find((one) => one.dataset.key === event.key.toLowerCase());
    if (element) {
      event.preventDefault();
      press(element);
    } else if (rejecting() && event.key === "0") {
      event.preventDefault();
    }
  });
});
