"use strict";
// What changes something needs the token, which comes once in the address and stays in this tab.
const Token = (() => {
  const given = new URLSearchParams(location.search).get("token");
  if (given) {
    sessionStorage.setItem("token", given);
    history.replaceState(null, "", location.pathname + location.hash);
  }
  const token = sessionStorage.getItem("token") ?? "";
  const query = token ? "?token=" + token : "";
  const post = async (path, body, headers = {}) => {
    try {
      const response = await fetch(path, { method: "POST", body, headers: { ...headers, "X-Ravine-Token": token } });
      return { ok: response.ok, text: (await response.text()).trim() };
    } catch (e) {
      return { ok: false, text: "the server does not answer" };
    }
  };
  return { query, post };
})();
