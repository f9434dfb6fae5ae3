/* One way to send something to the server from a module: the CSRF token of the page goes along.

   postJson(address, value) -> Promise of { ok, status, body }. Network trouble rejects;
   an answer of the server, whatever its status, resolves. */

export function csrfToken() {
  const field = document.querySelector("input[name=csrf_token]");
  return field ? field.value : "";
}

export function postJson(address, value) {
  return fetch(address, {
    method: "POST",
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
}
