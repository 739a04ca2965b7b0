// One experiment while it runs.
(() => {
  const byId = (id) => document.getElementById(id);
  byId("all").href += Token.query;
  const source = new EventSource("events" + Token.query);
  let page = null;
  let data = null;
  source.onmessage = (event) => {
    const { state, failure, data: news } = JSON.parse(event.data);
    if (news?.experiments) {
      data = news;
      page ? page.replace(data) : (page = Page.create(data));
    } else if (news) {
      page.append(news);
    }
    const planned = data.experiments[0].planned;
    const ended = data.runs.filter((r) => !r.outcome.startsWith("stopped")).length;
    const doing = { going: "going", paused: "paused", still: ended < planned ? "not going here" : "" }[state];
    byId("state").textContent = `${ended} of ${planned} runs ended${doing ? ", " + doing : ""}`;
    if (failure) byId("said").textContent = "It failed: " + failure;
    const focused = document.activeElement;
    byId("pause").disabled = state !== "going";
    byId("stop").disabled = state === "still";
    byId("resume").disabled = state === "going" || ended === planned;
    if (focused?.disabled) ["pause", "resume", "stop"].map(byId).find((b) => !b.disabled)?.focus();
    page.going(state !== "still");
  };
  source.onerror = () => { byId("state").textContent = "the server does not answer; trying again"; };
  const here = decodeURIComponent(location.pathname.split("/")[2]);
  byId("fork-name").value = here + "-fork";
  byId("fork").addEventListener("submit", async (event) => {
    event.preventDefault();
    const name = byId("fork-name").value;
    const body = [byId("fork-epoch").value, ...byId("fork-settings").value.split(";")].join("\n");
    const answer = await Token.post("fork", body, { "X-Ravine-Name": name });
    if (answer.ok) location.href = "/experiments/" + name + "/" + Token.query;
    else byId("said").textContent = answer.text;
  });
  for (const what of ["pause", "stop", "resume"]) {
    byId(what).addEventListener("click", async () => {
      const answer = await Token.post(what);
      byId("said").textContent = answer.ok ? "" : answer.text;
    });
  }
})();
