/* The test page: puts paper, outbox, sender, sheets and clock together.

   The server decides everything: what is saved, who holds the attempt, when time is over. This page
   shows "saved" only from a reply. Chromium 80 and iOS 13: no optional chaining. */

import { startCountdown } from "../countdown.js";
import { makeForward } from "./forward.js";
import { makeHandIn } from "./handin.js";
import { watchBack } from "./leaving.js";
import { openNotices } from "./notices.js";
import { isSignOut, openOutbox } from "./outbox.js";
import { openPaper } from "./paper.js";
import { makeSender } from "./sender.js";
import { openSheets } from "./sheets.js";
import { watchTyping } from "./typing.js";
import { watchWake } from "./wake.js";

const root = document.querySelector("[data-take]");
const attempt = root.getAttribute("data-attempt");

function words(name, values) {
  const text = document.querySelector('[data-word="' + name + '"]').textContent;
  return text.replace(/\{(\w+)\}/g, function (whole, key) {
    return values && key in values ? String(values[key]) : whole;
  });
}

function address(name) {
  return root.getAttribute("data-" + name + "-url");
}

const outbox = openOutbox(attempt);
const onlyForward = root.hasAttribute("data-forward");
const paper = openPaper(words, onlyForward);
const sheets = openSheets();
const notices = openNotices(words);
const stored = {};
const texts = {};
let sequence = 0;
let newest = 0;
let lastSaved = root.getAttribute("data-last-saved");
let over = false;
let isHolder = false;
let leaving = false;

let clock = null;
let typing = null;

const sender = makeSender({
  outbox: outbox,
  form: root.getAttribute("data-form"),
  addresses: { answers: address("answers"), holder: address("holder"), here: address("here") },
  on: {
    saved: function (answers) {
      answers.forEach(confirmed);
      notices.clear("signed-out");
      showState();
    },
    state: showState,
    remaining: function (milliseconds) {
      clock.set(Math.max(0, milliseconds) / 1000);
    },
    held: held,
    refused: refused,
    signedOut: signedOut,
    trouble: function () {
      notices.show("trouble", words("trouble"), words("reload"), reload);
    },
  },
});

const forward = makeForward({
  paper: paper,
  sheets: sheets,
  words: words,
  isKnown: function (slot) {
    return paper.itemOf(slot) in stored || Boolean(outbox.get(paper.itemOf(slot)));
  },
  came: function (slot) {
    changed(slot, 150);
  },
});

const handIn = makeHandIn({
  forward: onlyForward,
  paper: paper,
  sheets: sheets,
  notices: notices,
  sender: sender,
  outbox: outbox,
  words: words,
  address: address,
  claimed: claimed,
  finish: finish,
  signedOut: signedOut,
});

/* The server's answers are the truth; what this device still has to send stands above them. */
function held(body) {
  notices.clear("signed-out");
  isHolder = true;
  sequence = Math.max(sequence, body.first_sequence - 1, outbox.highest());
  outbox.unnumbered().forEach(function (entry) {
    sequence += 1;
    outbox.put(entry.item, entry.response, sequence);
  });
  body.answers.forEach(function (answer) {
    confirmed(answer);
    outbox.confirm(answer.item, answer.sequence);
    const slot = paper.byItem[answer.item];
    if (slot && !outbox.get(answer.item) && !typing.isComposing(slot)) {
      paper.show(slot, answer.response);
      delete texts[answer.item];
    }
  });
  announce(body.holder);
  if (onlyForward) {
    forward.catchUp();
  }
  paper.draw();
  showState();
}

/* The newest answer by number, not by clock: a test may go on past midnight. */
function confirmed(answer) {
  stored[answer.item] = Math.max(stored[answer.item] || 0, answer.sequence);
  if (answer.sequence >= newest) {
    newest = answer.sequence;
    lastSaved = answer.saved_at;
  }
}

function showState() {
  const waiting = outbox.count();
  /* Not counted from replies: after a reload without a network there was none yet. */
  const saved = paper.slots.filter(function (slot) {
    return paper.isAnswered(slot) && !outbox.get(paper.itemOf(slot));
  }).length;
  if (waiting) {
    notices.state("waiting", words("unsent", { count: waiting }));
  } else if (lastSaved) {
    notices.state("done", words("saved", { time: lastSaved }));
  } else {
    notices.state("none", words("nothing"));
  }
  if (waiting && sender.waits()) {
    notices.show("unsent", words("unsent-long", { saved: saved, unsent: waiting }));
  } else {
    notices.clear("unsent");
  }
}

function changed(slot, wait) {
  if (over) {
    return;
  }
  sequence += 1;
  /* Before the server has said from where to count, an answer waits without a number. */
  outbox.put(paper.itemOf(slot), paper.response(slot), isHolder ? sequence : null);
  paper.fillStem(slot);
  paper.draw();
  sender.soon(wait);
}

/* Leaving a field tells of its text once more; only a text that is new is sent again. */
function changedText(slot, wait) {
  const text = JSON.stringify(paper.response(slot));
  if (texts[paper.itemOf(slot)] === text) {
    sender.soon(wait);
    return;
  }
  texts[paper.itemOf(slot)] = text;
  changed(slot, wait);
}

function refused(status, body) {
  if (body.code === "taken_over") {
    becomeReader();
  } else if (body.code === "locked") {
    notices.show("locked", body.message, words("reload"), reload);
    typing.whenSettled(paper.freeze);
  } else if (body.code === "time_is_up" || body.code === "already_submitted") {
    finish(address("receipt"));
  } else {
    notices.show("trouble", body.message || words("trouble"), words("reload"), reload);
  }
}

/* Another page holds the attempt. This one shows its answers and keeps its hands off the outbox. */
function becomeReader() {
  over = true;
  sender.stop();
  outbox.release();
  typing.whenSettled(paper.freeze);
  handIn.stop();
  notices.show("taken-over", words("taken-over"), words("continue-here"), reload);
}

/* The member has signed out in another tab: nothing is written down on this device any more. */
function signedOutElsewhere() {
  over = true;
  sender.stop();
  outbox.wipe();
  paper.freeze();
  handIn.stop();
  signedOut();
}

function timeOver() {
  if (!over) {
    over = true;
    paper.freeze();
    handIn.whenOver();
  }
}

function signedOut() {
  notices.show("signed-out", words("signed-out"), words("sign-in"), function () {
    leave(address("sign-in"));
  });
}

/* What this page has counted for each item, whether the server has it or not. */
function claimed() {
  const highest = Object.assign({}, stored);
  outbox.all().forEach(function (entry) {
    highest[entry.item] = Math.max(highest[entry.item] || 0, entry.sequence || 0);
  });
  return Object.keys(highest).map(function (item) {
    return { item: Number(item), sequence: highest[item] };
  });
}

function finish(place) {
  sender.stop();
  outbox.wipe();
  leaving = true;
  window.location.replace(place);
}

function leave(place) {
  leaving = true;
  window.location.assign(place);
}

function reload() {
  leaving = true;
  window.location.reload();
}

/* Tell other tabs of this browser who holds the attempt now; they need no request to know. */
function announce(holder) {
  try {
    window.localStorage.setItem("quizapp.holder." + attempt, String(holder));
  } catch (error) {
    /* They will be told by the server. */
  }
}

function watchAnswers() {
  const form = document.getElementById("paper");
  form.addEventListener("submit", function (event) {
    event.preventDefault();
  });
  typing = watchTyping(form, changedText);
  form.addEventListener("change", function (event) {
    if (event.target.type !== "text") {
      changed(event.target.closest("[data-item]"), 150);
    }
  });
  form.addEventListener("click", function (event) {
    const button = event.target.closest("[data-mark-item]");
    if (button) {
      outbox.setMarks(paper.toggleMark(button.closest("[data-item]")));
    }
  });
  /* On a wide screen all items are in sight: where somebody answers is where somebody is. */
  form.addEventListener("focusin", function (event) {
    const slot = event.target.closest("[data-item]");
    if (slot && Number(slot.getAttribute("data-at")) !== paper.here()) {
      paper.go(Number(slot.getAttribute("data-at")), false);
    }
  });
}

function watchMoves() {
  document.querySelector("[data-previous]").addEventListener("click", function () {
    paper.go(paper.here() - 1, true);
  });
  document.querySelector("[data-next]").addEventListener("click", function () {
    if (paper.isLast()) {
      handIn.ask();
    } else if (onlyForward) {
      forward.next();
    } else {
      paper.go(paper.here() + 1, true);
    }
  });
  document.querySelector("[data-mark]").addEventListener("click", function () {
    outbox.setMarks(paper.toggleMark(paper.slots[paper.here()]));
  });
  document.querySelector("[data-hand-in]").addEventListener("click", handIn.ask);
  document.querySelector("[data-read-time]").addEventListener("click", function () {
    const seconds = clock.left();
    document.querySelector("[data-countdown-voice]").textContent = words("time-left", {
      minutes: Math.floor(seconds / 60),
      seconds: seconds % 60,
    });
  });
  document.querySelectorAll("[data-card-cell]").forEach(function (cell, at) {
    cell.addEventListener("click", function (event) {
      event.preventDefault();
      if (!onlyForward) {
        sheets.closeCard(false);
        paper.go(at, true);
      }
    });
  });
}

function watchComingAndGoing() {
  function back() {
    if (!over) {
      sender.now();
    }
  }
  document.addEventListener("visibilitychange", function () {
    if (document.visibilityState === "hidden") {
      sender.farewell();
    } else {
      back();
    }
  });
  window.addEventListener("pagehide", sender.farewell);
  window.addEventListener("online", back);
  watchWake(back);
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) {
      back();
    }
  });
  window.addEventListener("storage", function (event) {
    if (event.key === "quizapp.holder." + attempt && event.newValue) {
      becomeReader();
    } else if (isSignOut(event)) {
      signedOutElsewhere();
    }
  });
  window.addEventListener("beforeunload", function (event) {
    if (!leaving && outbox.count()) {
      event.preventDefault();
      event.returnValue = "";
    }
  });
}

outbox.all().forEach(function (entry) {
  if (paper.byItem[entry.item]) {
    paper.show(paper.byItem[entry.item], entry.response);
  }
});
sequence = outbox.highest();
paper.setMarks(outbox.marks());
const wanted = /^#q(\d+)$/.exec(window.location.hash);
if (onlyForward) {
  forward.begin(Number(root.getAttribute("data-forward")));
} else {
  paper.go(wanted ? Number(wanted[1]) - 1 : 0, false);
}
watchAnswers();
watchMoves();
watchComingAndGoing();
watchBack({
  sheets: sheets,
  words: words,
  isLeaving: function () {
    return leaving;
  },
  leave: function () {
    sender.farewell();
    leave(address("home"));
  },
});
document.documentElement.classList.add("scripted");
document.documentElement.setAttribute("data-taking", "");
showState();
clock = startCountdown(document.querySelector("[data-countdown]"), {
  voice: document.querySelector("[data-countdown-voice]"),
  onEnd: timeOver,
});
sender.send();
