/* Runs before the page is drawn, so that the plain form does not flash by where the script works.
   Browsers without modules never get here far enough, and keep the plain form. */

(function () {
  var root = document.documentElement;
  if (!("noModule" in document.createElement("script"))) {
    return;
  }
  root.classList.add("scripted");
  window.setTimeout(function () {
    if (!root.hasAttribute("data-taking")) {
      root.classList.remove("scripted");
    }
  }, 8000);
})();
