/* The line of the top bar that says what is saved, and the notices below it.

   Several things may have to be said; the most important one is shown. */

const ORDER = [
  "time-over", "handing-in", "taken-over", "locked", "signed-out", "trouble", "failed", "unsent",
  "extended",
];

export function openNotices() {
  const box = document.querySelector("[data-notice]");
  const state = document.querySelector("[data-saved]");
  const text = document.querySelector("[data-saved-text]");
  const said = {};
  let shown = "";

  function draw() {
    const name = ORDER.filter(function (other) {
      return other in said;
    })[0];
    const now = name ? name + "\n" + said[name].text : "";
    if (now === shown) {
      return;
    }
    shown = now;
    box.hidden = !name;
    box.textContent = "";
    if (!name) {
      return;
    }
    const words = document.createElement("p");
    words.textContent = said[name].text;
    box.appendChild(words);
    if (said[name].button) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-plain";
      button.textContent = said[name].button;
      button.addEventListener("click", said[name].act);
      box.appendChild(button);
    }
  }

  return {
    show: function (name, words, button, act) {
      said[name] = { text: words, button: button, act: act };
      draw();
    },
    clear: function (name) {
      delete said[name];
      draw();
    },
    state: function (kind, words) {
      const name = "saved saved-" + kind;
      if (state.className !== name) {
        state.className = name;
      }
      if (text.textContent !== words) {
        text.textContent = words;
      }
    },
  };
}
