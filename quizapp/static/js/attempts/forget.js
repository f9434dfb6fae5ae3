/* Wipes what the test page kept on this device: after a hand-in, and when somebody signs out. */

import { openOutbox, tellOtherTabs, wipeAll } from "./outbox.js";

export function forgetAnswers() {
  const closed = document.querySelector("[data-forget-attempt]");
  if (closed) {
    openOutbox(closed.getAttribute("data-forget-attempt")).wipe();
  }
  document.addEventListener("submit", function (event) {
    if (/\/sign-out$/.test(event.target.getAttribute("action") || "")) {
      wipeAll();
      tellOtherTabs();
    }
  });
}
