/* The answer card as a sheet on a phone, and the questions that are asked before an act.
   <dialog> is younger than the phones we serve, so focus is kept here. */

const FOCUSABLE = "a[href], button:not([disabled]), input:not([disabled])";

function keepFocus(box, onEscape) {
  function watch(event) {
    if (event.key === "Escape") {
      onEscape();
      return;
    }
    if (event.key !== "Tab") {
      return;
    }
    const stops = Array.prototype.filter.call(box.querySelectorAll(FOCUSABLE), function (stop) {
      return stop.offsetParent !== null;
    });
    const first = stops[0];
    const last = stops[stops.length - 1];
    if (event.shiftKey && (document.activeElement === first || document.activeElement === box)) {
      event.preventDefault();
      last.focus();
    } else if (!event.shiftKey && document.activeElement === last) {
      event.preventDefault();
      first.focus();
    }
  }
  box.addEventListener("keydown", watch);
  return function () {
    box.removeEventListener("keydown", watch);
  };
}

export function openSheets() {
  const shade = document.querySelector("[data-shade]");
  const card = document.querySelector("[data-card]");
  const dialog = document.querySelector("[data-dialog]");
  let release = null;
  let before = null;

  function cover(box, onEscape) {
    before = document.activeElement;
    shade.hidden = false;
    release = keepFocus(box, onEscape);
    box.focus();
  }

  function uncover(goBack) {
    shade.hidden = true;
    if (release) {
      release();
      release = null;
    }
    if (goBack && before) {
      before.focus({ preventScroll: true });
    }
  }

  function closeCard(goBack) {
    if (!card.classList.contains("is-open")) {
      return;
    }
    card.classList.remove("is-open");
    card.setAttribute("role", "complementary");
    card.removeAttribute("aria-modal");
    uncover(goBack);
  }

  function openCard() {
    card.classList.add("is-open");
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-modal", "true");
    cover(card, function () {
      closeCard(true);
    });
  }

  /* Ask one question. `question`: title, text, yes, no, list of {text, onChoose}, onYes, onNo. */
  function ask(question) {
    closeCard(false);
    dialog.querySelector("[data-dialog-title]").textContent = question.title;
    dialog.querySelector("[data-dialog-text]").textContent = question.text;
    const yes = dialog.querySelector("[data-dialog-yes]");
    const no = dialog.querySelector("[data-dialog-no]");
    const list = dialog.querySelector("[data-dialog-list]");
    yes.textContent = question.yes;
    no.textContent = question.no;
    list.textContent = "";
    (question.list || []).forEach(function (entry) {
      const line = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "card-cell";
      button.textContent = entry.text;
      button.addEventListener("click", function () {
        close(false);
        entry.onChoose();
      });
      line.appendChild(button);
      list.appendChild(line);
    });
    list.hidden = !(question.list || []).length;
    function close(goBack) {
      dialog.hidden = true;
      uncover(goBack);
      yes.onclick = null;
      no.onclick = null;
    }
    function declined() {
      close(true);
      if (question.onNo) {
        question.onNo();
      }
    }
    yes.onclick = function () {
      close(true);
      question.onYes();
    };
    no.onclick = declined;
    dialog.hidden = false;
    cover(dialog, declined);
  }

  document.querySelector("[data-open-card]").addEventListener("click", openCard);
  document.querySelector("[data-close-card]").addEventListener("click", function () {
    closeCard(true);
  });
  shade.addEventListener("click", function () {
    closeCard(true);
  });
  return { ask: ask, closeCard: closeCard };
}
