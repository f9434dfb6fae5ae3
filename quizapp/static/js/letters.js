/* Extra-large type at once, without leaving the page: <a data-type-switch data-other="words">.
   Without script the link asks the server, which keeps the same cookie. */

export function watchTypeSwitch() {
  document.querySelectorAll("[data-type-switch]").forEach(function (link) {
    link.setAttribute("role", "button");
    link.addEventListener("keydown", function (event) {
      if (event.key === " ") {
        event.preventDefault();
        link.click();
      }
    });
    link.addEventListener("click", function (event) {
      event.preventDefault();
      const large = document.documentElement.classList.toggle("large-type");
      const secure = window.location.protocol === "https:" ? "; Secure" : "";
      document.cookie =
        "letters=" + (large ? "large" : "usual") + "; Path=/; Max-Age=31536000; SameSite=Lax" + secure;
      const other = link.getAttribute("data-other");
      link.setAttribute("data-other", link.textContent);
      link.textContent = other;
    });
  });
}
