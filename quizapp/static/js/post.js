/* One way to send something to the server from a module: the CSRF token of the page goes along.

   postJson(address, value) -> Promise of { ok, status, body }. Network trouble rejects;
   an answer of the server, whatever its status, resolves. A connection that died while the device
   slept says nothing for minutes: after PATIENCE it is given up, which counts as network trouble. */

const PATIENCE = 20000;

export function csrfToken() {
  const field = document.querySelector("input[name=csrf_token]");
  return field ? field.value : "";
}

export function postJson(address, value) {
  const control = new AbortController();
  const timer = window.setTimeout(function () {
    control.abort();
  }, PATIENCE);
  function done() {
    window.clearTimeout(timer);
  }
  const asked = fetch(address, {
    method: "POST",
    signal: control.signal,
    credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-CSRFToken": csrfToken() },
    body: JSON.stringify(value),
  }).then(function (response) {
    return response
      .json()
      .catch(function () {
        return {};
      })
      .then(function (body) {
        return { ok: response.ok, status: response.status, body: body };
      });
  });
  asked.then(done, done);
  return asked;
}
