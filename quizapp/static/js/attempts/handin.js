/* Handing in: asked once with the number of unanswered items, sent only when everything has
   arrived. When time is over nothing is asked: what the server has is handed in.

   makeHandIn(settings) -> { ask, stop, whenOver }
     settings: forward, paper, sheets, notices, sender, outbox, words, address,
               claimed() -> [{item, sequence}], finish(place), signedOut() */

import { postJson } from "../post.js";

export function makeHandIn(settings) {
  const notices = settings.notices;
  const words = settings.words;
  let busy = false;
  let over = false;
  let stopped = false;

  function ask() {
    if (busy || over || stopped) {
      return;
    }
    notices.clear("failed");
    const missing = settings.paper.unanswered();
    settings.sheets.ask({
      title: words("hand-in-title"),
      text: missing.length
        ? words(settings.forward ? "hand-in-some-forward" : "hand-in-some", { count: missing.length })
        : words("hand-in-all", { count: settings.paper.slots.length }),
      yes: words("hand-in-yes"),
      no: words("hand-in-no"),
      list: (settings.forward ? [] : missing).map(function (slot) {
        return {
          text: slot.getAttribute("data-place"),
          onChoose: function () {
            settings.paper.go(Number(slot.getAttribute("data-at")), true);
          },
        };
      }),
      onYes: handIn,
    });
  }

  function again() {
    if (over) {
      window.setTimeout(handIn, 3000);
    }
  }

  function failed(text) {
    busy = false;
    notices.clear("handing-in");
    notices.show("failed", text);
    again();
  }

  function answered(reply) {
    if (reply.ok) {
      settings.finish(reply.body.receipt);
      return;
    }
    if (reply.status === 401) {
      busy = false;
      notices.clear("handing-in");
      settings.signedOut();
    } else if (reply.body.code === "answers_missing") {
      failed(words("hand-in-unsent", { count: reply.body.items.length }));
    } else {
      failed(reply.body.message || words("hand-in-failed"));
    }
  }

  function handIn() {
    busy = true;
    if (!over) {
      notices.show("handing-in", words("handing-in"));
    }
    settings.sender
      .drain()
      .then(function () {
        if (settings.outbox.count() && !over) {
          failed(words("hand-in-unsent", { count: settings.outbox.count() }));
          return null;
        }
        return postJson(settings.address("submission"), { claimed: settings.claimed() });
      })
      .then(
        function (reply) {
          if (reply) {
            answered(reply);
          }
        },
        function () {
          failed(words("hand-in-failed"));
        }
      );
  }

  return {
    ask: ask,
    /* A page that only reads hands nothing in. */
    stop: function () {
      stopped = true;
    },
    whenOver: function () {
      over = true;
      notices.show("time-over", words("time-over"));
      if (!busy) {
        handIn();
      }
    },
  };
}
