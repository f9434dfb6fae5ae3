/* A back swipe asks first. Browsers honour the extra entry only after the page was touched.

   watchBack(settings): sheets, words, isLeaving(), leave() */

export function watchBack(settings) {
  const words = settings.words;

  function arm() {
    document.removeEventListener("pointerdown", arm);
    document.removeEventListener("keydown", arm);
    window.history.pushState({ taking: true }, "");
  }

  document.addEventListener("pointerdown", arm);
  document.addEventListener("keydown", arm);
  window.addEventListener("popstate", function () {
    if (settings.isLeaving()) {
      return;
    }
    window.history.pushState({ taking: true }, "");
    settings.sheets.ask({
      title: words("leave-title"),
      text: words("leave-text"),
      yes: words("leave-no"),
      no: words("leave-yes"),
      onYes: function () {},
      onNo: settings.leave,
    });
  });
}
