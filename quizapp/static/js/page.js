/* Small comforts every page may have; each works from data attributes and none is needed.
   Written for Chromium 80 and iOS 13: no optional chaining, no private fields. */

import { forgetAnswers } from "./attempts/forget.js";
import { watchCopyButtons } from "./copy.js";
import { watchDrops } from "./drop.js";
import { watchTypeSwitch } from "./letters.js";

/* A form sent twice by an impatient finger: the second press does nothing. */
function sendOnce() {
  document.addEventListener("submit", function (event) {
    const form = event.target;
    if (form.hasAttribute("data-send-many") || event.defaultPrevented) {
      return;
    }
    if (form.hasAttribute("data-sent")) {
      event.preventDefault();
      return;
    }
    form.setAttribute("data-sent", "");
    window.setTimeout(function () {
      form.removeAttribute("data-sent");
    }, 4000);
  });
  /* Coming back by the browser's arrow finds the page as it was left. */
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      form.removeAttribute("data-sent");
    });
  });
}

/* Long work says so: <button data-wait="words"> shows the words once its form is on its way. */
function sayWait() {
  document.addEventListener("submit", function (event) {
    const button = event.target.querySelector("[data-wait]");
    if (!button || event.defaultPrevented || button.waitWords) {
      return;
    }
    const words = document.createElement("p");
    words.className = "wait-words";
    words.setAttribute("role", "status");
    button.insertAdjacentElement("afterend", words);
    words.textContent = button.getAttribute("data-wait");
    button.waitWords = words;
  });
}

function watchPrintButtons() {
  document.querySelectorAll("[data-print]").forEach(function (button) {
    button.addEventListener("click", function () {
      window.print();
    });
  });
}

/* <input data-check-all="item"> ticks every checkbox named "item" of its form. */
function watchCheckAll() {
  document.querySelectorAll("[data-check-all]").forEach(function (master) {
    const name = master.getAttribute("data-check-all");
    const scope = master.form || document;
    const boxes = scope.querySelectorAll("input[type=checkbox][name=" + JSON.stringify(name) + "]");
    master.addEventListener("change", function () {
      boxes.forEach(function (box) {
        box.checked = master.checked;
        box.dispatchEvent(new Event("change", { bubbles: true }));
      });
    });
  });
}

function focusErrors() {
  const summary = document.querySelector("[data-focus]");
  if (summary) {
    summary.focus();
  }
}

/* What leads to a page that needs script is shown where script runs. */
document.querySelectorAll("[data-with-script]").forEach(function (place) {
  place.hidden = false;
});
sendOnce();
sayWait();
watchPrintButtons();
watchCheckAll();
watchCopyButtons();
watchDrops();
focusErrors();
forgetAnswers();
watchTypeSwitch();
