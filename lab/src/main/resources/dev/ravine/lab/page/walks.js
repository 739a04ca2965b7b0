"use strict";
// Paths on a function of the plane, played step by step; with a server, of optimizers that can be changed.
const Walks = (() => {
  const LIGHT = ["#0072b2", "#d55e00", "#009e73", "#b0468a", "#c98500", "#30363d", "#56b4e9"];
  const DARK = ["#56b4e9", "#ff7b39", "#2fc39a", "#e58fc0", "#e6b000", "#d5dae1", "#8f9bff"];
  const DASHES = ["", "7 4", "2 3", "9 3 2 3"];
  const SIZE = 640;
  const MARGIN = 34;
  const SVG = "http://www.w3.org/2000/svg";
  const byId = (id) => document.getElementById(id);
  const el = (name, properties = {}, ...children) => {
    const e = Object.assign(document.createElement(name), properties);
    e.append(...children);
    return e;
  };
  const draw = (name, attributes, ...children) => {
    const e = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => e.setAttribute(key, value));
    e.append(...children);
    return e;
  };
  const short = (v) => (v == null ? "–" : Math.abs(v) >= 1e5 || (v !== 0 && Math.abs(v) < 1e-4) ? v.toExponential(2) : String(+v.toPrecision(4)));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const colour = (i) => (dark.matches ? DARK : LIGHT)[i % LIGHT.length];

  let surface = null;
  let walks = [];
  let time = 0;
  let timer = null;
  let moved = () => {};

  const last = () => Math.max(0, ...walks.map((w) => (w.heights ? w.heights.length - 1 : 0)));
  // What lies far outside is drawn not so far outside: browsers fail at places of 1e20.
  const near = (v) => Math.max(-20 * SIZE, Math.min(20 * SIZE, v));
  const toX = (x) => near(MARGIN + (SIZE - MARGIN) * (x - surface.low[0]) / (surface.high[0] - surface.low[0]));
  const toY = (y) => near((SIZE - MARGIN) * (1 - (y - surface.low[1]) / (surface.high[1] - surface.low[1])));

  // What does not move.
  const drawSurface = () => {
    const ground = draw("g", { class: "contours" });
    for (const level of surface.contours) {
      let path = "";
      for (let i = 0; i < level.length; i += 4) path += `M${toX(level[i]).toFixed(1)} ${toY(level[i + 1]).toFixed(1)}L${toX(level[i + 2]).toFixed(1)} ${toY(level[i + 3]).toFixed(1)}`;
      ground.append(draw("path", { d: path }));
    }
    for (const [x, y] of surface.minima) ground.append(draw("path", { d: `M${toX(x) - 5} ${toY(y) - 5}l10 10m-10 0l10 -10`, class: "minimum" }));
    const scale = draw("g", { class: "scale" });
    for (let i = 0; i <= 4; i++) {
      const x = surface.low[0] + (surface.high[0] - surface.low[0]) * i / 4;
      const y = surface.low[1] + (surface.high[1] - surface.low[1]) * i / 4;
      scale.append(draw("text", { x: toX(x), y: SIZE - 12, "text-anchor": i === 0 ? "start" : i === 4 ? "end" : "middle" }, short(x)));
      scale.append(draw("text", { x: MARGIN - 6, y: Math.max(10, toY(y)), "text-anchor": "end" }, short(y)));
    }
    const clip = draw("clipPath", { id: "inside" }, draw("rect", { x: MARGIN, y: 0, width: SIZE - MARGIN, height: SIZE - MARGIN }));
    const paths = draw("g", { id: "paths", "clip-path": "url(#inside)" });
    const picture = draw("svg", { viewBox: `0 0 ${SIZE} ${SIZE}`, role: "img", "aria-label": `Paths on the function ${surface.name}; the table beside it says where each optimizer is` },
      clip, ground, scale, draw("rect", { x: MARGIN, y: 0, width: SIZE - MARGIN, height: SIZE - MARGIN, class: "frame" }), paths);
    byId("picture").replaceChildren(picture);
    picture.addEventListener("click", (e) => {
      const box = picture.getBoundingClientRect();
      const x = (e.clientX - box.left) * SIZE / box.width, y = (e.clientY - box.top) * SIZE / box.height;
      if (x < MARGIN || y > SIZE - MARGIN) return;
      moved(surface.low[0] + (surface.high[0] - surface.low[0]) * (x - MARGIN) / (SIZE - MARGIN),
        surface.low[1] + (surface.high[1] - surface.low[1]) * (1 - y / (SIZE - MARGIN)));
    });
  };

  // What moves: each path up to the moment.
  const drawPaths = () => {
    byId("paths").replaceChildren(...walks.map((w, i) => {
      if (!w.path) return "";
      const end = Math.min(time, w.heights.length - 1);
      const points = [];
      for (let k = 0; k <= end; k++) points.push(`${toX(w.path[2 * k]).toFixed(1)},${toY(w.path[2 * k + 1]).toFixed(1)}`);
      return draw("g", { stroke: colour(i), fill: colour(i) },
        draw("polyline", { points: points.join(" "), fill: "none", "stroke-width": 2.2, "stroke-dasharray": DASHES[Math.floor(i / LIGHT.length) % DASHES.length], "stroke-linejoin": "round" }),
        draw("circle", { cx: toX(w.path[2 * end]), cy: toY(w.path[2 * end + 1]), r: 5 }));
    }));
    byId("time").max = last();
    byId("time").value = time;
    byId("now").textContent = `step ${time} of ${last()}`;
    drawStandings();
  };

  const drawStandings = () => {
    const rows = walks.map((w, i) => {
      const swatch = el("span", { className: "swatch" });
      swatch.style.background = colour(i);
      if (!w.path) return el("tr", {}, el("td", { className: "text error", colSpan: 3 }, swatch, w.error ?? ""));
      const end = Math.min(time, w.heights.length - 1);
      const gone = w.diverged && time >= w.heights.length - 1;
      return el("tr", { className: gone ? "diverged" : "", title: w.recipe }, el("td", { className: "text" }, swatch, w.label),
        el("td", { textContent: gone ? `left all bounds after step ${end}` : `${short(w.path[2 * end])}, ${short(w.path[2 * end + 1])}` }),
        el("td", { textContent: short(w.heights[end]) }));
    });
    const table = byId("standings");
    table.replaceChildren(table.caption, el("thead", {}, el("tr", {}, ...["optimizer", "place", "height"].map((h, i) => el("th", { textContent: h, scope: "col", className: i ? "" : "text" })))), el("tbody", {}, ...rows));
  };

  const stop = () => {
    clearInterval(timer);
    timer = null;
    byId("play").textContent = "play";
  };
  const play = () => {
    if (timer) { stop(); return; }
    if (time >= last()) time = 0;
    byId("play").textContent = "pause";
    timer = setInterval(() => {
      time = Math.min(last(), time + 1);
      if (time >= last()) stop();
      drawPaths();
    }, 1000 / Number(byId("pace").value));
  };
  const go = (to) => { stop(); time = Math.max(0, Math.min(last(), to)); drawPaths(); };

  const controls = () => {
    byId("play").addEventListener("click", play);
    byId("one-step").addEventListener("click", () => go(time + 1));
    byId("back-step").addEventListener("click", () => go(time - 1));
    byId("time").addEventListener("input", (e) => go(Number(e.target.value)));
    byId("pace").addEventListener("change", () => { if (timer) { stop(); play(); } });
    dark.addEventListener("change", drawPaths);
  };

  /** A page without a server: what is there is played. */
  const show = (data) => {
    ({ surface, walks } = data);
    byId("title").textContent = `Paths on ${surface.name}`;
    byId("subtitle").textContent = `${last()} steps. Crosses are minima.`;
    controls();
    drawSurface();
    time = last();
    drawPaths();
    if (!still.matches) play();
  };

  /** A page with a server, which is asked for paths whenever something is changed. */
  const ask = () => {
    let optimizers = ["sgd", "momentum", "nesterov", "adam"].map((choice) => ({ choice, set: {} }));
    let asked = 0;
    let later = null;
    const read = () => {
      const written = new URLSearchParams(location.hash.slice(1));
      if (written.getAll("o").length) {
        optimizers = written.getAll("o").map((text) => {
          const [choice, ...settings] = text.split(";");
          return { choice, set: Object.fromEntries(settings.map((s) => s.split("="))) };
        });
      }
      byId("function").value = written.get("function") ?? "rosenbrock";
      byId("steps").value = written.get("steps") ?? 200;
      byId("start-x").value = written.get("x") ?? "";
      byId("start-y").value = written.get("y") ?? "";
    };
    const query = () => {
      const q = new URLSearchParams({ function: byId("function").value, steps: byId("steps").value });
      if (byId("start-x").value !== "") q.set("x", byId("start-x").value);
      if (byId("start-y").value !== "") q.set("y", byId("start-y").value);
      for (const o of optimizers) q.append("o", [o.choice, ...Object.entries(o.set).map(([k, v]) => `${k}=${v}`)].join(";"));
      return q;
    };
    const refresh = async () => {
      const q = query();
      history.replaceState(null, "", "#" + q);
      const number = ++asked;
      const token = new URLSearchParams(Token.query.slice(1)).get("token");
      const answer = await fetch("/surface/walks?" + q, { headers: token ? { "X-Ravine-Token": token } : {} });
      if (number !== asked) return;
      if (!answer.ok) { byId("state").textContent = (await answer.text()).trim(); return; }
      byId("state").textContent = "";
      const next = await answer.json();
      const other = !surface || surface.name !== next.surface.name;
      const whole = time >= last();
      ({ surface, walks } = next);
      if (other) drawSurface();
      if (byId("start-x").value === "") byId("start-x").placeholder = short(surface.start[0]);
      if (byId("start-y").value === "") byId("start-y").placeholder = short(surface.start[1]);
      time = whole && !timer ? last() : Math.min(time, last());
      walks.forEach((w, i) => fill(i, w));
      drawPaths();
    };
    const soon = () => { clearTimeout(later); later = setTimeout(refresh, 150); };

    // Fields of one optimizer: its recipe, and whatever hyper-parameters it says it has.
    const fields = [];
    const build = () => {
      fields.length = 0;
      byId("optimizers").replaceChildren(...optimizers.map((o, i) => {
        const choice = el("input", { type: "text", value: o.choice, size: 18, spellcheck: false });
        choice.setAttribute("aria-label", `optimizer ${i + 1}: a rule's name or a recipe`);
        choice.addEventListener("change", () => { o.choice = choice.value; o.set = {}; fields[i].inputs = {}; fields[i].box.replaceChildren(); soon(); });
        const remove = el("button", { type: "button", textContent: "remove" });
        remove.setAttribute("aria-label", `remove optimizer ${i + 1}`);
        remove.addEventListener("click", () => {
          optimizers.splice(i, 1);
          build();
          soon();
          (byId("optimizers").querySelectorAll("input[type=text]")[Math.min(i, optimizers.length - 1)] ?? byId("add")).focus();
        });
        const swatch = el("span", { className: "swatch" });
        swatch.style.background = colour(i);
        const box = el("div", { className: "choices" });
        fields.push({ box, inputs: {} });
        return el("fieldset", {}, el("p", { className: "choices" }, swatch, choice, remove), box);
      }));
    };
    const fill = (i, walk) => {
      const field = fields[i];
      if (!field || !walk.parameters) return;
      for (const [key, value] of Object.entries(walk.parameters)) {
        const name = key.slice(key.lastIndexOf(".") + 1);
        let input = field.inputs[name];
        if (!input) {
          const rate = name === "learningRate";
          input = el("input", { type: "number", step: "any" });
          const slider = rate ? el("input", { type: "range", min: -5, max: 1, step: 0.05 }) : null;
          slider?.setAttribute("aria-label", `learning rate of optimizer ${i + 1}, from 1e-5 to 10`);
          const set = (v) => { optimizers[i].set[name] = v; soon(); };
          input.addEventListener("input", () => { if (input.value !== "") { if (slider) slider.value = Math.log10(input.value); set(input.value); } });
          slider?.addEventListener("input", () => { input.value = (10 ** slider.value).toPrecision(2); set(input.value); });
          field.inputs[name] = input;
          input.slider = slider;
          field.box.append(el("label", {}, name + " ", ...(slider ? [slider, " "] : []), input));
        }
        if (document.activeElement !== input && document.activeElement !== input.slider) {
          input.value = +value.toPrecision(6);
          if (input.slider) input.slider.value = Math.log10(value);
        }
      }
    };

    byId("all").href += Token.query;
    for (const id of ["back", "where", "add"]) byId(id).hidden = false;
    const labels = JSON.parse(byId("data").textContent);
    byId("function").replaceChildren(...labels.map((l) => el("option", { value: l, textContent: l })));
    byId("title").textContent = "Paths on surfaces";
    byId("subtitle").textContent = "A rule's bare name gets the learning rate whose path has the least mean height, until you set one. Crosses are minima.";
    read();
    build();
    controls();
    moved = (x, y) => { byId("start-x").value = +x.toPrecision(4); byId("start-y").value = +y.toPrecision(4); refresh(); };
    byId("function").addEventListener("change", () => { byId("start-x").value = byId("start-y").value = ""; refresh(); });
    for (const id of ["steps", "start-x", "start-y"]) byId(id).addEventListener("input", soon);
    byId("add").addEventListener("click", () => { optimizers.push({ choice: "rmsprop", set: {} }); build(); soon(); [...byId("optimizers").querySelectorAll("input[type=text]")].at(-1).focus(); });
    time = Infinity;
    refresh();
  };

  return { show, ask };
})();
