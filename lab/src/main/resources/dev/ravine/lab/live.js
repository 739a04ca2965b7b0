// One experiment while it goes on.
(() => {
  const byId = (id) => document.getElementById(id);
  byId("all").href += Token.query;
  const source = new EventSource("events" + Token.query);
  let page = null;
  source.onmessage = (event) => {
    const data = JSON.parse(event.data);
    page ? page.replace(data) : (page = Page.create(data));
    const planned = data.experiments[0].planned;
    const ended = data.runs.filter((r) => !r.outcome.startsWith("stopped")).length;
    byId("state").textContent = `${ended} of ${planned} runs ended`;
  };
  source.onerror = () => { byId("state").textContent = "the server does not answer; trying again"; };
  for (const what of ["stop", "resume"]) {
    byId(what).addEventListener("click", async () => {
      byId("state").textContent = (await Token.post(what)).text;
    });
  }
})();
