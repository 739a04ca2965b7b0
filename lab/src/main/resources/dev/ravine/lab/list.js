// All experiments of a store.
(() => {
  const { el } = Chart;
  const byId = (id) => document.getElementById(id);
  byId("surfaces").href += Token.query;
  const SHOWN = 200;
  const known = new Map();
  let all = [];
  let shown = SHOWN;
  const draw = () => {
    const wanted = byId("find").value.toLowerCase();
    const found = all.filter((e) => e.searched.includes(wanted));
    byId("more").hidden = found.length <= shown;
    const head = el("tr", {}, ...["experiment", "data", "ended", "validation accuracy", "best so far", ""].map((h, i) => el("th", { textContent: h, scope: "col", className: i === 4 ? "text" : "" })));
    byId("experiments").replaceChildren(el("thead", {}, head), el("tbody", {}, ...found.slice(0, shown).map((e) => el("tr", {},
      el("td", { className: "text" }, el("a", { href: "/experiments/" + e.name + "/" + Token.query, textContent: e.name })),
      el("td", { textContent: e.data }),
      el("td", { textContent: `${e.ended} of ${e.planned}` }),
      el("td", { textContent: e.accuracy == null ? "–" : (100 * e.accuracy).toFixed(1) + " %" }),
      el("td", { className: "text", textContent: e.damage ?? e.best ?? "" }),
      el("td", { textContent: e.state === "still" ? "" : e.state })))));
    byId("state").textContent = `${found.length} of ${all.length} experiments`;
  };
  const source = new EventSource("/events" + Token.query);
  source.onopen = () => { known.clear(); };
  source.onmessage = (event) => {
    for (const e of JSON.parse(event.data)) known.set(e.name, { ...e, searched: (e.name + " " + e.data).toLowerCase() });
    all = [...known.values()].sort((a, b) => (a.name < b.name ? 1 : -1));
    draw();
  };
  source.onerror = () => { byId("state").textContent = "the server does not answer; trying again"; };
  byId("find").addEventListener("input", () => { shown = SHOWN; draw(); });
  byId("more").addEventListener("click", () => { shown += SHOWN; draw(); });
  byId("start").addEventListener("click", async () => {
    const name = byId("name").value;
    const answer = await Token.post("/start", byId("yaml").value, { "X-Ravine-Name": name });
    if (answer.ok) location.href = "/experiments/" + name + "/" + Token.query;
    else byId("answer").textContent = answer.text;
  });
})();
