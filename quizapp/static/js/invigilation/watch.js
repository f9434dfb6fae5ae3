/* The live view of a running test. The page is complete without this script; it only keeps it fresh.

   Rows are asked for every few seconds, and at once when the stream says that something happened.
   A stream holds a place on the server, so it is given back while nobody looks at the page. */

const ALONE = 5000;
const WITH_STREAM = 10000;
const SOON = 300;
const APART = 2000;
const PAGE_AGAIN = 10000;
const STREAM_AGAIN = 60000;
const NAMES = ["member", "attempt", "state", "progress", "sign", "facts", "marks"];

const root = document.querySelector("[data-watch]");
const CELLS = root.getAttribute("data-cells").split(" ");
const how = document.querySelector("[data-how]");
let etag = "";
let timer = 0;
let due = 0;
let again = false;
let asked = 0;
let pageAgain = 0;
let streamTimer = 0;
let stream = null;
let asking = false;

function later(milliseconds) {
  /* Never later than what is due: a stream of events must not put the question off for ever. */
  const at = window.performance.now() + milliseconds;
  if (timer && due <= at) {
    return;
  }
  window.clearTimeout(timer);
  due = at;
  timer = window.setTimeout(ask, milliseconds);
}

function say(name) {
  const words = how.getAttribute("data-" + name);
  if (how.textContent !== words) {
    how.textContent = words;
  }
}

function set(element, text) {
  if (element && element.textContent !== text) {
    element.textContent = text;
  }
}

/* The cells in their order on the page; the reply has all of them. */
function drawRow(row, said) {
  if (row.getAttribute("data-state") !== said.state) {
    const holder = row.children[1].querySelector(".cell-value");
    const tag = document.querySelector('template[data-tag="' + said.state + '"]');
    row.setAttribute("data-state", said.state);
    holder.textContent = "";
    holder.appendChild(tag.content.cloneNode(true));
  }
  CELLS.forEach(function (name, place) {
    if (name !== "state") {
      set(row.children[place + 1].querySelector(".cell-value"), said[name]);
    }
  });
  drawLink(row, said.attempt);
}

/* Whoever has begun, or begun again, can be looked at. */
function drawLink(row, attempt) {
  const name = row.querySelector(".keep");
  const address = attempt ? root.getAttribute("data-attempts-url") + attempt : "";
  if ((name.getAttribute("href") || "") === address) {
    return;
  }
  const made = document.createElement(address ? "a" : "span");
  made.className = "keep";
  made.textContent = name.textContent;
  if (address) {
    made.setAttribute("href", address);
  }
  name.replaceWith(made);
}

/* Somebody came or went by the chosen state: only the page knows how such a row looks. It is large,
   so it is not asked for more often than this. */
function fetchPage() {
  const now = window.performance.now();
  if (now < pageAgain) {
    return null;
  }
  pageAgain = now + PAGE_AGAIN;
  return fetch(window.location.href, { credentials: "same-origin" })
    .then(function (response) {
      return response.ok ? response.text() : "";
    })
    .then(function (html) {
      const fresh = new DOMParser()
        .parseFromString(html, "text/html")
        .querySelector("[data-watch] tbody");
      const table = root.querySelector("tbody");
      if (fresh && table && !table.contains(document.activeElement)) {
        table.replaceWith(document.importNode(fresh, true));
      } else if (Boolean(fresh) !== Boolean(table) && html) {
        window.location.reload();
      }
    });
}

function draw(body) {
  Object.keys(body.counts).forEach(function (state) {
    set(root.querySelector('[data-count="' + state + '"]'), String(body.counts[state]));
  });
  const rows = {};
  root.querySelectorAll("tr[data-member]").forEach(function (row) {
    rows[row.getAttribute("data-member")] = row;
  });
  let same = Object.keys(rows).length === body.rows.length;
  body.rows.forEach(function (values) {
    const said = {};
    NAMES.forEach(function (name, place) {
      said[name] = values[place];
    });
    if (rows[said.member]) {
      drawRow(rows[said.member], said);
    } else {
      same = false;
    }
  });
  return same ? null : fetchPage();
}

function ask() {
  window.clearTimeout(timer);
  timer = 0;
  if (asking || document.visibilityState === "hidden") {
    again = asking;
    return;
  }
  asking = true;
  again = false;
  asked = window.performance.now();
  const headers = etag ? { "If-None-Match": etag } : {};
  fetch(root.getAttribute("data-rows-url") + window.location.search, {
    credentials: "same-origin",
    cache: "no-store",
    headers: Object.assign({ Accept: "application/json" }, headers),
  })
    .then(function (response) {
      if (response.status === 401 || response.status === 403 || response.status === 404) {
        window.location.reload();
        return null;
      }
      if (!response.ok && response.status !== 304) {
        throw new Error(String(response.status));
      }
      say("live");
      set(root.querySelector("[data-as-of]"), response.headers.get("X-As-Of"));
      etag = response.headers.get("ETag") || "";
      return response.status === 304 ? null : response.json().then(draw);
    })
    .catch(function () {
      say("lost");
    })
    .then(function () {
      asking = false;
      later(again ? spacing() : stream ? WITH_STREAM : ALONE);
    });
}

/* Soon, but with a distance from the last question: a whole hall starts within a minute. */
function spacing() {
  return Math.max(SOON, asked + APART - window.performance.now());
}

function closeStream() {
  window.clearTimeout(streamTimer);
  if (stream) {
    stream.close();
    stream = null;
  }
}

function openStream() {
  closeStream();
  if (!window.EventSource) {
    return;
  }
  const opened = new EventSource(root.getAttribute("data-stream-url"));
  ["started", "closed", "changed", "noticed", "start_over"].forEach(function (kind) {
    opened.addEventListener(kind, function () {
      later(spacing());
    });
  });
  opened.addEventListener("open", function () {
    stream = opened;
    later(spacing());
  });
  opened.addEventListener("error", function () {
    /* A short loss mends itself; no place on the server does not, so the page asks by itself. */
    if (opened.readyState === EventSource.CLOSED) {
      stream = null;
      streamTimer = window.setTimeout(openStream, STREAM_AGAIN);
    }
  });
  stream = opened;
}

document.addEventListener("visibilitychange", function () {
  if (document.visibilityState === "hidden") {
    window.clearTimeout(timer);
    timer = 0;
    closeStream();
  } else {
    openStream();
    ask();
  }
});
window.addEventListener("pagehide", closeStream);

openStream();
later(ALONE);
