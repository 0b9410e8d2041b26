// Checks a draft piece by piece. Without this script the form is answered one part at
// a time by the same server, with the same parts. Every answer belongs to one run: an
// answer of a run that was stopped or begun anew is thrown away.

const form = document.querySelector(".check-form");
const draft = form.querySelector("#draft");
const part = (name) => document.querySelector(`[data-check="${name}"]`);
const bar = document.querySelector("#bar");
const MOST_WAITS = 20;
const LONG_LINK = 8000;
let current = null;
let checkedText = draft.value;

class Refused extends Error {}

function say(text) {
  part("said").textContent = text;
}

function sleep(seconds, signal) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(new DOMException("Stopped", "AbortError"));
    });
  });
}

async function waitFor(seconds, why, signal) {
  for (let left = seconds; left > 0; left -= 1) {
    part("state").textContent = `${why} Going on in ${left} second${left === 1 ? "" : "s"} …`;
    if (left === seconds) say(part("state").textContent);
    await sleep(1, signal);
  }
}

// While the connection is gone, wait until the browser says that it is back.
async function waitForConnection(signal) {
  part("state").textContent = "No connection. The check goes on when it is back.";
  say(part("state").textContent);
  await new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, navigator.onLine ? 5000 : 60000);
    const back = () => { clearTimeout(timer); resolve(); };
    window.addEventListener("online", back, { once: true });
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      window.removeEventListener("online", back);
      reject(new DOMException("Stopped", "AbortError"));
    });
  });
}

const TROUBLE = {
  403: "This page is too old, or your browser keeps no cookies. Copy your text, open the page again and paste it once more.",
  413: "This text, or one paragraph of it, is too long. Send it in parts.",
};

async function refusalOf(response) {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const notice = page.querySelector("[data-refused]");
  return (notice && notice.textContent.trim().replace(/\s+/g, " "))
    || TROUBLE[response.status]
    || `The server could not answer (${response.status}). Try again in a while.`;
}

// One piece, however long it takes until this reader may ask again.
async function ask(text, number, signal) {
  const body = new FormData(form);
  body.set("draft", text);
  body.set("piece", String(number));
  body.set("part", "1");
  for (let waits = 0; ; waits += 1) {
    let response;
    try {
      response = await fetch(form.action, { method: "POST", body, signal, credentials: "same-origin", redirect: "manual" });
    } catch (error) {
      if (error.name === "AbortError" || waits >= MOST_WAITS) throw error;
      await waitForConnection(signal);
      continue;
    }
    if (response.type === "opaqueredirect") {
      throw new Refused("You are no longer logged in. Copy your text, log in and paste it once more.");
    }
    if (response.ok) {
      const template = document.createElement("template");
      template.innerHTML = await response.text();
      return template.content;
    }
    const wait = Number(response.headers.get("Retry-After"));
    if (![429, 503].includes(response.status) || !wait || waits >= MOST_WAITS) {
      throw new Refused(await refusalOf(response));
    }
    const why = response.status === 429 ? "You may ask again soon." : "The server is reading another text.";
    await waitFor(Math.ceil(wait), why, signal);
  }
}

function count() {
  const kinds = new Map();
  for (const found of part("pieces").querySelectorAll(".finding")) {
    const { status, sign, word } = found.dataset;
    const kind = kinds.get(status) || { sign, word, count: 0 };
    kind.count += 1;
    kinds.set(status, kind);
  }
  part("tally").replaceChildren(...[...kinds].map(([status, kind]) => {
    const item = document.createElement("li");
    item.className = `status is-${status}`;
    item.textContent = `${kind.sign} ${kind.count} ${kind.word}`;
    return item;
  }));
}

function showTrouble(text) {
  const notice = document.createElement("div");
  notice.className = "notice is-error";
  notice.setAttribute("role", "alert");
  const line = document.createElement("p");
  line.textContent = text;
  notice.append(line);
  part("trouble").replaceChildren(notice);
}

function clearResult() {
  part("pieces").replaceChildren();
  part("tally").replaceChildren();
  part("trouble").replaceChildren();
  part("shared").hidden = true;
  part("result").hidden = true;
  document.querySelector(".next-piece")?.remove();
  part("of")?.remove();
}

function working(on) {
  part("progress").hidden = !on;
  part("cancel").hidden = !on;
  document.body.classList.toggle("is-checking", on);
}

async function check(text) {
  current?.abort();
  const run = new AbortController();
  current = run;
  clearResult();
  working(true);
  bar.removeAttribute("value");
  part("state").textContent = "Reading …";
  say("Reading the text.");
  let number = 1;
  let pieces = 1;
  try {
    for (; number <= pieces; number += 1) {
      const answer = await ask(text, number, run.signal);
      if (run !== current) return;
      const piece = answer.querySelector("[data-piece]");
      if (!piece) throw new Refused("The server answered something else. Try again.");
      pieces = Number(piece.dataset.pieces);
      bar.max = Number(piece.dataset.whole);
      bar.value = Number(piece.dataset.done);
      part("state").textContent = `Part ${number} of ${pieces} is done.`;
      part("result").hidden = false;
      part("pieces").append(answer);
      count();
      // Where it begins, once: who reads the first part is not moved by the next.
      if (number === 1) {
        part("result").focus({ preventScroll: true });
        part("result").scrollIntoView({ block: "start" });
      }
    }
    say(`Done: ${part("pieces").querySelectorAll(".finding").length} quotations.`);
  } catch (error) {
    if (run !== current) return;
    const begun = number > 1 ? ` The parts before part ${number} are below.` : "";
    if (error.name === "AbortError") {
      say(`Stopped.${begun}`);
    } else if (error instanceof Refused) {
      showTrouble(`${error.message}${begun}`);
    } else {
      showTrouble(`The server cannot be reached. Check your connection and send the text again.${begun}`);
    }
  }
  if (run === current) {
    current = null;
    working(false);
    checkedText = text;
    part("carry").hidden = part("result").hidden;
  }
}

// --- the link: the draft behind the #, pressed where the browser can -----------------

function toBase64(bytes) {
  let signs = "";
  for (const byte of bytes) signs += String.fromCharCode(byte);
  return btoa(signs).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function fromBase64(text) {
  const signs = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(signs, (sign) => sign.charCodeAt(0));
}

async function through(stream, bytes) {
  const piped = new Blob([bytes]).stream().pipeThrough(stream);
  return new Uint8Array(await new Response(piped).arrayBuffer());
}

async function linkTo(text) {
  const page = `${location.origin}${location.pathname}`;
  if (!("CompressionStream" in window)) return `${page}#draft=${encodeURIComponent(text)}`;
  const pressed = await through(new CompressionStream("deflate-raw"), new TextEncoder().encode(text));
  return `${page}#z=${toBase64(pressed)}`;
}

async function draftIn(hash) {
  const [, kind, rest] = /^#(draft|z)=(.+)$/s.exec(hash) || [];
  if (!kind) return "";
  if (kind === "draft") return decodeURIComponent(rest);
  return new TextDecoder("utf-8", { fatal: true }).decode(
    await through(new DecompressionStream("deflate-raw"), fromBase64(rest)));
}

async function openLink() {
  if (!/^#(draft|z)=/.test(location.hash)) return;
  let text = "";
  try {
    text = await draftIn(location.hash);
  } catch {
    // Said below.
  }
  // What it holds is not kept in the address, nor behind “back”.
  history.replaceState(null, "", location.pathname);
  if (!text || text.length > Number(form.dataset.longest)) {
    showTrouble("This link is broken: the text in it is cut off or too long. Ask for it again.");
    return;
  }
  draft.value = text;
  part("clear").hidden = false;
  check(text);
}

// --- what is on the page --------------------------------------------------------------

form.addEventListener("submit", (event) => {
  event.preventDefault();
  part("carry").hidden = true;
  check(draft.value);
});
draft.addEventListener("input", () => { part("clear").hidden = !draft.value; });
part("cancel").addEventListener("click", () => current?.abort());
part("clear").addEventListener("click", () => {
  current?.abort();
  current = null;
  working(false);
  draft.value = "";
  clearResult();
  part("clear").hidden = true;
  draft.focus();
  say("Cleared.");
});
part("print")?.addEventListener("click", () => window.print());
part("only")?.addEventListener("change", (event) => {
  part("pieces").classList.toggle("is-only", event.target.checked);
});
part("share")?.addEventListener("click", async () => {
  const link = await linkTo(checkedText);
  const field = document.querySelector("#link");
  field.value = link;
  part("shared").hidden = false;
  part("long").hidden = link.length <= LONG_LINK;
  field.select();
  try {
    await navigator.clipboard.writeText(link);
    part("share").textContent = "Copied";
    say("The link is copied.");
  } catch {
    say("The link is in the field below; copy it from there.");
  }
});
window.addEventListener("hashchange", openLink);
// What the server has answered to the form, before this script was here.
if (part("pieces")?.children.length && part("carry")) part("carry").hidden = false;
part("clear").hidden = !draft.value;
openLink();
