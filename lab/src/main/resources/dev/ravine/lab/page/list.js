// All experiments of a store.
(() => {
  const { el } = Chart;
  const byId = (id) => document.getElementById(id);
  byId("surfaces").href += Token.query;
  const SHOWN = 200;
  const known = new Map();
  const chosen = new Set();
  let all = [];
  let shown = SHOWN;
  let sort = { by: "started", down: true };
  const time = (seconds) => (!seconds ? "" : seconds < 120 ? `${seconds} s` : seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`);
  const when = (iso) => (iso ? new Date(iso).toLocaleString("sv").slice(0, 16) : "");
  const outcome = (e) => (e.damage ? e.damage : e.state !== "still" ? e.state : e.ended < e.planned ? "stopped" : e.diverged ? `${e.diverged} diverged` : "finished");
  const COLUMNS = [
    { id: "name", head: "experiment", key: (e) => e.name },
    { id: "started", head: "started", key: (e) => e.started || e.name, text: (e) => when(e.started) },
    { id: "data", head: "data", key: (e) => e.data, text: (e) => (e.kind ? e.kind + " on " : "") + e.data.split("/").pop(), left: true },
    { id: "ended", head: "runs", key: (e) => e.planned, text: (e) => `${e.ended} of ${e.planned}` },
    { id: "seconds", head: "duration", key: (e) => e.seconds, text: (e) => time(e.seconds) },
    { id: "outcome", head: "outcome", key: outcome, text: outcome, left: true },
    { id: "accuracy", head: "best validation", key: (e) => e.accuracy ?? -Infinity, text: (e) => (e.accuracy == null ? "–" : (e.values ? "R² " : "") + e.accuracy.toFixed(3)) },
    { id: "best", head: "best so far", key: (e) => e.best ?? "", text: (e) => e.best ?? "", left: true },
    { id: "tags", head: "tags and note", key: (e) => e.tags, text: (e) => [e.tags, e.note].filter((t) => t).join(": "), left: true },
  ];
  const act = async (e, what, body) => {
    const answer = await Token.post(`/experiments/${e.name}/${what}`, body);
    byId("acted").textContent = answer.text;
    if (answer.ok && (what === "delete" || what === "rename")) { known.delete(e.name); chosen.delete(e.name); refresh(); }
  };
  const actions = (e) => {
    const button = (text, label, click) => {
      const b = el("button", { type: "button", textContent: text, title: label });
      b.setAttribute("aria-label", `${label}: ${e.name}`);
      b.addEventListener("click", click);
      return b;
    };
    return el("span", { className: "tools" },
      button("note", "write tags and a note", () => {
        const tags = prompt("Tags, separated by commas", e.tags);
        if (tags == null) return;
        const note = prompt("Note", e.note);
        if (note != null) act(e, "remarks", tags.replace(/\n/g, " ") + "\n" + note);
      }),
      button("rename", "give another name", () => { const name = prompt("New name", e.name); if (name && name !== e.name) act(e, "rename", name); }),
      button("delete", "move to the trash folder", () => { if (confirm(`Move ${e.name} to the folder .trash?`)) act(e, "delete"); }));
  };
  const draw = () => {
    const wanted = byId("find").value.toLowerCase();
    const column = COLUMNS.find((c) => c.id === sort.by);
    const found = all.filter((e) => e.searched.includes(wanted)).sort((a, b) => {
      const x = column.key(a), y = column.key(b);
      return (x < y ? -1 : x > y ? 1 : 0) * (sort.down ? -1 : 1);
    });
    byId("more").hidden = found.length <= shown;
    byId("compare").disabled = chosen.size === 0;
    const heads = COLUMNS.map((c) => {
      const b = el("button", { type: "button", textContent: c.head });
      b.addEventListener("click", () => { sort = { by: c.id, down: sort.by === c.id ? !sort.down : c.id !== "name" && c.id !== "data" }; draw(); });
      const th = el("th", { scope: "col", className: `${c.id}${c.left ? " text" : ""}` }, b);
      th.setAttribute("aria-sort", sort.by === c.id ? (sort.down ? "descending" : "ascending") : "none");
      return th;
    });
    byId("experiments").replaceChildren(el("thead", {}, el("tr", {}, ...heads, el("th", { scope: "col" }))), el("tbody", {}, ...found.slice(0, shown).map((e) => {
      const box = el("input", { type: "checkbox", checked: chosen.has(e.name) });
      box.setAttribute("aria-label", `choose ${e.name}`);
      box.addEventListener("change", () => { box.checked ? chosen.add(e.name) : chosen.delete(e.name); byId("compare").disabled = chosen.size === 0; });
      return el("tr", {}, ...COLUMNS.map((c) => c.id === "name"
        ? el("td", { className: "text" }, box, " ", el("a", { href: "/experiments/" + e.name + "/" + Token.query, textContent: e.name }),
          el("span", { className: "narrow", textContent: [when(e.started), outcome(e), e.tags].filter((t) => t).join(" · ") }))
        : el("td", { className: `${c.id}${c.left ? " text" : ""}`, textContent: c.text(e) })), el("td", {}, actions(e)));
    })));
    byId("state").textContent = `${found.length} of ${all.length} experiments`;
  };
  const refresh = () => { all = [...known.values()]; draw(); };
  const source = new EventSource("/events" + Token.query);
  source.onopen = () => { known.clear(); };
  source.onmessage = (event) => {
    for (const e of JSON.parse(event.data)) known.set(e.name, { ...e, searched: [e.name, e.data, e.tags, e.note, e.best].join(" ").toLowerCase() });
    refresh();
  };
  source.onerror = () => { byId("state").textContent = "the server does not answer; trying again"; };
  byId("find").addEventListener("input", () => { shown = SHOWN; draw(); });
  byId("more").addEventListener("click", () => { shown += SHOWN; draw(); });
  byId("compare").addEventListener("click", () => {
    const names = [...chosen].map((name) => "name=" + encodeURIComponent(name)).join("&");
    location.href = "/compare?" + names + (Token.query ? "&" + Token.query.slice(1) : "");
  });

  // What find-lr, surface and landscape left beside the experiments.
  fetch("/pictures" + Token.query).then((answer) => answer.json()).then((pictures) => {
    byId("pictures-section").hidden = pictures.length === 0;
    byId("pictures").replaceChildren(...pictures.map((p) => {
      const address = `/pictures/${encodeURIComponent(p.name)}/${p.kind}${Token.query}`;
      return el("figure", {}, el("a", { href: address }, el("img", { src: address, alt: `${p.kind}: ${p.name}`, loading: "lazy" })), el("figcaption", { textContent: `${p.kind}: ${p.name}` }));
    }));
  }).catch(() => {});

  // The YAML follows the form; what is written there is what starts.
  const quoted = (text) => (/^[\w.+-]+$/.test(text) ? text : JSON.stringify(text));
  const optimizers = (text) => {
    const parts = [];
    let depth = 0, part = "";
    for (const c of text) {
      depth += "([".includes(c) ? 1 : ")]".includes(c) ? -1 : 0;
      if (c === "," && depth === 0) { parts.push(part); part = ""; } else part += c;
    }
    parts.push(part);
    return parts.map((p) => p.trim()).filter((p) => p).map((p) => {
      const rate = p.match(/^(.*):\s*([^:]+)$/);
      return rate ? `  - optimizer: ${quoted(rate[1].trim())}\n    learningRate: ${rate[2].trim()}` : `  - ${quoted(p)}`;
    }).join("\n");
  };
  const fields = ["data", "column", "kind", "optimizers", "hidden", "epochs", "batch", "seeds", "keep", "test"];
  const write = () => {
    const v = Object.fromEntries(fields.map((id) => [id, byId(id).value.trim()]));
    byId("yaml").value = [`data: ${quoted(v.data)}`, v.column && `${v.kind}: ${quoted(v.column)}`, v.hidden && `hidden: ${/^[\d\s]+(,[\d\s]+)+$/.test(v.hidden) ? `[${v.hidden}]` : v.hidden}`,
      v.epochs && `epochs: ${v.epochs}`, v.batch && `batch: ${v.batch}`, v.seeds && `seeds: ${v.seeds}`, v.keep && `keepModels: ${v.keep}`, v.test && `test: ${quoted(v.test)}`,
      `optimizers:\n${optimizers(v.optimizers)}`].filter((line) => line).join("\n") + "\n";
  };
  fields.forEach((id) => byId(id).addEventListener("input", write));
  byId("form").addEventListener("submit", (e) => e.preventDefault());
  write();
  byId("start").addEventListener("click", async () => {
    const name = byId("name").value;
    const answer = await Token.post("/start", byId("yaml").value, { "X-Ravine-Name": name });
    if (answer.ok) location.href = "/experiments/" + name + "/" + Token.query;
    else byId("answer").textContent = answer.text;
  });
})();
