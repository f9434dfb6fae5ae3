/* Copy a text: <button data-copy="id-of-the-text" data-copied="words to show after">.
   The clipboard of the browser needs TLS; on a hall's plain http the old command still works. */

function copyByCommand(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.setAttribute("readonly", "");
  area.className = "visually-hidden";
  document.body.appendChild(area);
  area.select();
  area.setSelectionRange(0, text.length);
  const done = document.execCommand("copy");
  area.remove();
  return done;
}

export function copyText(text) {
  if (window.isSecureContext && navigator.clipboard) {
    return navigator.clipboard.writeText(text).then(
      function () {
        return true;
      },
      function () {
        return copyByCommand(text);
      }
    );
  }
  return Promise.resolve(copyByCommand(text));
}

export function watchCopyButtons() {
  document.querySelectorAll("[data-copy]").forEach(function (button) {
    button.hidden = false;
    const words = document.createElement("span");
    words.className = "visually-hidden";
    words.setAttribute("role", "status");
    button.insertAdjacentElement("afterend", words);
    button.addEventListener("click", function () {
      const source = document.getElementById(button.getAttribute("data-copy"));
      if (!source) {
        return;
      }
      copyText("value" in source ? source.value : source.textContent.trim()).then(function (done) {
        const said = button.getAttribute("data-copied");
        if (done && said) {
          button.textContent = said;
          words.textContent = said;
        }
      });
    });
  });
}
