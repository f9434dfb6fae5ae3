/* The test page: puts paper, answers, outbox, sender, sheets and clock together.

   The server decides everything: what is saved, who holds the attempt, when time is over. This page
   shows "saved" only from a reply. Chromium 80 and iOS 13: no optional chaining. */

import { startCountdown } from "../countdown.js";
import { openAnswers } from "./answers.js";
import { openFacts } from "./facts.js";
import { makeForward } from "./forward.js";
import { makeHandIn } from "./handin.js";
import { watchBack } from "./leaving.js";
import { watchMoves } from "./moves.js";
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
const answers = openAnswers(outbox, root.getAttribute("data-last-saved"));
const onlyForward = root.hasAttribute("data-forward");
const facts = openFacts(attempt, root.hasAttribute("data-record-focus"));
const paper = openPaper(words, onlyForward);
const sheets = openSheets();
const notices = openNotices(words);
/* A clock that runs a little behind is no extension. */
const NOTABLE_SECONDS = 20;
let over = false;
let isLocked = false;
let leaving = false;

let clock = null;
let typing = null;

const sender = makeSender({
  outbox: outbox,
  facts: facts,
  form: root.getAttribute("data-form"),
  knownHolder: knownHolder,
  addresses: {
    answers: address("answers"),
    holder: address("holder"),
    presence: address("presence"),
    here: address("here"),
  },
  on: {
    saved: function (saved) {
      saved.forEach(answers.confirmed);
      notices.clear("signed-out");
      showState();
    },
    state: showState,
    remaining: function (milliseconds) {
      const more = milliseconds / 1000 - clock.left();
      clock.set(Math.max(0, milliseconds) / 1000);
      if (more > NOTABLE_SECONDS) {
        extended(Math.round(more / 60));
      }
    },
    held: held,
    standing: function (body) {
      const sentence = words("hand-in-by", { time: body.deadline });
      document.querySelector("[data-countdown]").setAttribute("title", sentence);
    },
    locked: locked,
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
    return answers.isStored(paper.itemOf(slot)) || Boolean(outbox.get(paper.itemOf(slot)));
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
  claimed: answers.claimed,
  finish: finish,
  signedOut: signedOut,
});

/* The server's answers are the truth; what this device still has to send stands above them. */
function held(body) {
  notices.clear("signed-out");
  answers.held(body.first_sequence);
  body.answers.forEach(function (answer) {
    answers.confirmed(answer);
    outbox.confirm(answer.item, answer.sequence);
    const slot = paper.byItem[answer.item];
    if (slot && !outbox.get(answer.item) && !typing.isComposing(slot)) {
      paper.show(slot, answer.response);
      answers.forgetText(answer.item);
    }
  });
  announce(body.holder);
  if (onlyForward) {
    forward.catchUp();
  }
  paper.draw();
  showState();
}

function showState() {
  const waiting = outbox.count();
  /* Not counted from replies: after a reload without a network there was none yet. */
  const saved = paper.slots.filter(function (slot) {
    return paper.isAnswered(slot) && !outbox.get(paper.itemOf(slot));
  }).length;
  if (waiting) {
    notices.state("waiting", words("unsent", { count: waiting }));
  } else if (answers.lastSaved()) {
    notices.state("done", words("saved", { time: answers.lastSaved() }));
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
  answers.changed(paper.itemOf(slot), paper.response(slot));
  paper.fillStem(slot);
  paper.draw();
  sender.soon(wait);
}

/* Leaving a field tells of its text once more; only a text that is new is sent again. */
function changedText(slot, wait) {
  if (answers.isNewText(paper.itemOf(slot), paper.response(slot))) {
    changed(slot, wait);
  } else {
    sender.soon(wait);
  }
}

function refused(status, body) {
  if (body.code === "taken_over") {
    becomeReader();
  } else if (["time_is_up", "already_submitted", "collected"].indexOf(body.code) !== -1) {
    finish(address("receipt"));
  } else {
    notices.show("trouble", body.message || words("trouble"), words("reload"), reload);
  }
}

/* The invigilator holds the attempt, or lets it go. What is typed already waits in the outbox. */
function locked(sentence) {
  isLocked = Boolean(sentence);
  if (sentence && !over) {
    notices.show("locked", sentence);
    typing.whenSettled(function () {
      if (isLocked) {
        paper.freeze();
      }
    });
  } else if (!sentence) {
    notices.clear("locked");
    if (!over) {
      paper.thaw();
    }
  }
}

function extended(minutes) {
  notices.show("extended", words("extended", { minutes: minutes }), words("noted"), function () {
    notices.clear("extended");
  });
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
  facts.wipe();
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

function finish(place) {
  sender.stop();
  outbox.wipe();
  facts.wipe();
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

/* The number under which this browser held the attempt last: null when it keeps no such things. */
function knownHolder() {
  try {
    return Number(window.localStorage.getItem("quizapp.holder." + attempt) || 0);
  } catch (error) {
    return null;
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
      toggleMark(button.closest("[data-item]"));
    }
  });
}

function toggleMark(slot) {
  outbox.setMarks(paper.toggleMark(slot));
}

function readTime() {
  const seconds = clock.left();
  document.querySelector("[data-countdown-voice]").textContent = words("time-left", {
    minutes: Math.floor(seconds / 60),
    seconds: seconds % 60,
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
paper.setMarks(outbox.marks());
const wanted = /^#q(\d+)$/.exec(window.location.hash);
if (onlyForward) {
  forward.begin(Number(root.getAttribute("data-forward")));
} else {
  paper.go(wanted ? Number(wanted[1]) - 1 : 0, false);
}
watchAnswers();
watchMoves({
  paper: paper,
  sheets: sheets,
  forward: onlyForward ? forward : null,
  handIn: handIn,
  toggleMark: toggleMark,
});
document.querySelector("[data-read-time]").addEventListener("click", readTime);
facts.watch(function () {
  return leaving || over;
}, sender.report);
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
