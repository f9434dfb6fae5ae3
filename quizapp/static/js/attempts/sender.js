/* Sends the outbox and says what the server answered. Knows nothing of the page.

   makeSender(settings) -> { send, drain, soon, now, stop, waits, farewell }
     settings.outbox, settings.addresses {answers, holder, here}, settings.form
     settings.on: saved(answers), state(), remaining(ms), held(body), refused(status, body),
                  signedOut(), trouble() */

import { csrfToken, postJson } from "../post.js";

const AT_ONCE = 50;
const SLOWEST = 30000;
const BEAT = 60000;

export function makeSender(settings) {
  const outbox = settings.outbox;
  const on = settings.on;
  let holder = 0;
  let running = null;
  let timer = 0;
  let failures = 0;
  let stopped = false;
  let alone = false;

  function batch() {
    const entries = outbox.all().sort(function (one, other) {
      return one.sequence - other.sequence;
    });
    return entries.slice(0, alone ? 1 : AT_ONCE);
  }

  function later(milliseconds) {
    window.clearTimeout(timer);
    timer = window.setTimeout(send, milliseconds);
  }

  function retry() {
    failures += 1;
    const wait = Math.min(SLOWEST, 1000 * Math.pow(2, failures - 1));
    /* Jitter: a whole hall that lost its network must not come back in the same second. */
    later(wait * (0.5 + Math.random() / 2));
    on.state();
  }

  function post(address, value) {
    const asked = performance.now();
    return postJson(address, value).then(function (reply) {
      if (reply.ok && typeof reply.body.remaining_ms === "number") {
        /* From the moment of asking, so that the clock never shows more than there is. */
        on.remaining(reply.body.remaining_ms - (performance.now() - asked));
      }
      return reply;
    });
  }

  function refused(reply, sent) {
    const code = reply.body.code || "";
    if (reply.status === 401 || code === "session_ended") {
      on.signedOut();
      later(SLOWEST);
    } else if (code === "stale_form") {
      newToken().then(retry, retry);
    } else if (reply.status === 422 || code === "item_left") {
      /* One entry the server cannot read must not keep the others back. */
      if (sent && sent.length === 1) {
        outbox.drop(sent[0].item);
        alone = false;
        on.trouble();
        later(0);
      } else {
        alone = true;
        later(0);
      }
    } else if (reply.status >= 500 || reply.status === 429 || code === "try_again") {
      retry();
    } else {
      on.refused(reply.status, reply.body);
    }
  }

  /* The token belongs to the session: after signing in again the page needs the new one. */
  function newToken() {
    return fetch(settings.addresses.here, { credentials: "same-origin" })
      .then(function (response) {
        if (new URL(response.url).pathname !== settings.addresses.here) {
          on.signedOut();
          return "";
        }
        return response.text();
      })
      .then(function (html) {
        const found = new DOMParser()
          .parseFromString(html, "text/html")
          .querySelector("input[name=csrf_token]");
        if (found) {
          document.querySelectorAll("input[name=csrf_token]").forEach(function (field) {
            field.value = found.value;
          });
        }
      });
  }

  function hold() {
    return post(settings.addresses.holder, {}).then(
      function (reply) {
        if (!reply.ok) {
          refused(reply, null);
          return;
        }
        failures = 0;
        holder = reply.body.holder;
        on.held(reply.body);
        later(0);
      },
      function () {
        retry();
      }
    );
  }

  function send() {
    window.clearTimeout(timer);
    if (stopped) {
      return Promise.resolve();
    }
    if (running) {
      return running.then(send);
    }
    if (!holder) {
      running = hold();
    } else {
      running = deliver();
    }
    return running.then(function () {
      running = null;
    });
  }

  function deliver() {
    const sent = batch();
    const value = { holder: holder, form: settings.form, answers: sent };
    return post(settings.addresses.answers, value).then(
      function (reply) {
        if (!reply.ok) {
          refused(reply, sent);
          return;
        }
        failures = 0;
        reply.body.answers.forEach(function (answer) {
          outbox.confirm(answer.item, answer.sequence);
        });
        on.saved(reply.body.answers);
        later(outbox.count() ? 0 : BEAT);
      },
      function () {
        retry();
      }
    );
  }

  /* Send until nothing waits, or until a try brings no progress. */
  function drain() {
    const before = outbox.count();
    const had = holder;
    failures = 0;
    return send().then(function () {
      const moved = outbox.count() < before || (!had && holder);
      return outbox.count() && moved && !stopped ? drain() : undefined;
    });
  }

  return {
    send: send,
    drain: drain,
    soon: function (milliseconds) {
      on.state();
      if (!failures) {
        later(milliseconds);
      }
    },
    now: function () {
      failures = 0;
      return send();
    },
    stop: function () {
      stopped = true;
      window.clearTimeout(timer);
    },
    waits: function () {
      return failures > 0;
    },
    /* The page is being put away: one last try that outlives it. Nothing is crossed out by it. */
    farewell: function () {
      const sent = batch();
      if (stopped || !holder || !sent.length) {
        return;
      }
      try {
        fetch(settings.addresses.answers, {
          method: "POST",
          credentials: "same-origin",
          keepalive: true,
          headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
          body: JSON.stringify({ holder: holder, form: settings.form, answers: sent }),
        }).catch(function () {});
      } catch (error) {
        /* The outbox keeps them for the next visit. */
      }
    },
  };
}
