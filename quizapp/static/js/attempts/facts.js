/* What the page notices for the invigilator, only where the test says so before its start: that it
   was not on the screen, that another window was in use, that the server could not be reached.

   A fact has a beginning and, later, a duration. It waits in localStorage until the server has it,
   and is sent under the same number again when it is over. Short ones are nobody's business.

   openFacts(attempt, wanted) -> { watch, offline, online, waiting, confirm, wipe } */

const SHORTEST = 2000;
const MOST = 40;
const NUMBERS_OF_A_PAGE = 1000;

export function openFacts(attempt, wanted) {
  const name = "quizapp.facts." + attempt;
  let facts = read();
  let hurry = function () {};

  function read() {
    try {
      return JSON.parse(window.localStorage.getItem(name)) || [];
    } catch (error) {
      return [];
    }
  }

  function write() {
    try {
      window.localStorage.setItem(name, JSON.stringify(facts));
    } catch (error) {
      /* They wait in the page's own memory. */
    }
  }

  function open(kind) {
    return facts.filter(function (fact) {
      return fact.kind === kind && fact.ended === null;
    })[0];
  }

  function begin(kind) {
    if (!wanted || open(kind) || facts.length >= MOST) {
      return;
    }
    facts.push({ kind: kind, began: Date.now(), ended: null, number: 0, told: false });
    write();
  }

  function end(kind) {
    const fact = open(kind);
    if (!fact) {
      return;
    }
    fact.ended = Date.now();
    if (!fact.number && fact.ended - fact.began < SHORTEST) {
      facts.splice(facts.indexOf(fact), 1);
    }
    write();
    if (fact.ended - fact.began >= SHORTEST) {
      hurry();
    }
  }

  function due() {
    return facts.filter(function (fact) {
      const over = fact.ended !== null;
      return over || (!fact.told && Date.now() - fact.began >= SHORTEST);
    });
  }

  /* Whatever went on when the page was last closed is over: it is here again. */
  ["hidden", "unfocused"].forEach(end);

  return {
    watch: function (leaving, tell) {
      if (!wanted) {
        return;
      }
      hurry = tell;
      document.addEventListener("visibilitychange", function () {
        if (document.visibilityState === "hidden") {
          end("unfocused");
          if (!leaving()) {
            begin("hidden");
            /* A phone may stop the page before that; then it is told on the return. */
            window.setTimeout(tell, SHORTEST + 200);
          }
        } else {
          end("hidden");
        }
      });
      window.addEventListener("blur", function () {
        window.setTimeout(function () {
          if (document.visibilityState === "visible" && !document.hasFocus()) {
            begin("unfocused");
          }
        }, 300);
      });
      window.addEventListener("focus", function () {
        end("unfocused");
      });
    },
    offline: function () {
      begin("offline");
    },
    online: function () {
      end("offline");
    },
    /* The facts to send now, numbered under the holder number the page has by then. */
    waiting: function (holder) {
      const sent = due().map(function (fact) {
        if (!fact.number) {
          const taken = facts.map(function (other) {
            return other.number;
          });
          fact.number = Math.max(holder * NUMBERS_OF_A_PAGE, Math.max.apply(null, taken)) + 1;
        }
        return {
          number: fact.number,
          kind: fact.kind,
          ago_ms: Math.max(0, Date.now() - fact.began),
          lasted_ms: fact.ended === null ? null : Math.max(0, fact.ended - fact.began),
        };
      });
      if (sent.length) {
        write();
      }
      return sent;
    },
    /* Cross out what the server has; one that goes on stays until its end is told. */
    confirm: function (sent) {
      sent.forEach(function (one) {
        facts = facts.filter(function (fact) {
          if (fact.number === one.number) {
            fact.told = true;
            return one.lasted_ms === null;
          }
          return true;
        });
      });
      write();
    },
    wipe: function () {
      facts = [];
      wanted = false;
      try {
        window.localStorage.removeItem(name);
      } catch (error) {
        /* Nothing was stored. */
      }
    },
  };
}
