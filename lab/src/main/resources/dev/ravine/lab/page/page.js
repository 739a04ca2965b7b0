"use strict";
// The page: what is chosen, and everything that follows from it.
const Page = (() => {
  const { el, short } = Chart;
  const METRICS = {
    validationAccuracy: { rising: true },
    trainAccuracy: { rising: true },
    validationLoss: { rising: false },
    trainLoss: { rising: false },
  };
  const DEFAULTS = { x: "iteration", logx: "", logy: "", above: "", smooth: "5", colour: "setting", band: "interval", metric: "validationAccuracy", at: "last", target: "", sort: "", hide: "", solved: "0.95", clock: "gradient", settings: "all", both: "" };
  const byId = (id) => document.getElementById(id);
  const percent = (v) => (100 * v).toFixed(1) + " %";
  const lower = (title) => title[0].toLowerCase() + title.slice(1);

  const create = (data) => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    // Of many settings of several experiments the best of each optimizer are looked at first.
    const MANY = 12;
    // An interval of so few seeds is wider than anything one wants to see.
    const FEW = 5;
    const most = data.experiments.flatMap((e) => [...e.plans.reduce((count, p) => count.set(p.label, (count.get(p.label) ?? 0) + 1), new Map()).values()]);
    if (Math.max(0, ...most) < FEW) DEFAULTS.band = "range";
    // What counts is what settings are ranked by.
    if (data.experiments.some((e) => e.best)) DEFAULTS.at = "best";
    if (data.experiments.length > 1 && new Set(data.runs.map((r) => r.setting)).size > MANY) DEFAULTS.settings = "optimizer";
    // A minimizer's iteration may be whole epochs.
    if (data.experiments.some((e) => e.plans.some((p) => p.counts === "gradient"))) DEFAULTS.x = "epoch";
    let state = readState();
    let groups = [];
    let hidden = new Set();
    let focus = null;
    let going = false;

    function readState() {
      const written = new URLSearchParams(location.hash.slice(1));
      const known = (key, value) => ({ "settings=best": "optimizer", "colour=rate": "learning rate" })[`${key}=${value}`] ?? value;
      return Object.fromEntries(Object.entries(DEFAULTS).map(([key, value]) => [key, known(key, written.get(key)) ?? value]));
    }
    const writeState = () => {
      state.hide = [...hidden].join("\n");
      const changed = Object.entries(state).filter(([key, value]) => value !== DEFAULTS[key]);
      history.replaceState(null, "", changed.length ? "#" + new URLSearchParams(changed) : location.pathname + location.search);
    };
    const several = () => data.experiments.length > 1;
    const DASHES = data.palette.dashes;
    const palette = () => (dark.matches ? data.palette.dark : data.palette.light);
    // Of values that are learnt, accuracy is R², the share of their variance that is explained.
    const values = data.experiments.every((e) => e.values);
    const title = (metric) => data.metrics[metric][0].toUpperCase() + data.metrics[metric].slice(1);
    for (const id in METRICS) {
      METRICS[id].title = title(id);
      document.querySelector(`#metric option[value=${id}]`).textContent = data.metrics[id];
    }
    const tidy = (v) => Number(v.toPrecision(12));
    const share = (v) => tidy(v).toFixed(3);
    const experimentOf = (run) => data.experiments[run.experiment];
    const settingOf = (run) => run.setting;
    const rankOf = (run) => data.ranks[run.setting];
    // All runs that will be: colours follow the plan, so that they are the same whenever one looks.
    const planned = () => data.experiments.flatMap((e, experiment) => e.plans.map((p) => ({ ...p, experiment, setting: data.runs.find((r) => r.experiment === experiment && r.label === p.label)?.setting ?? p.label })));

    // Runs that differ by what is not coloured are one group: with seeds apart there is one for each run.
    const regroup = () => {
      const key = REPETITIONS.includes(state.colour) ? (run) => `${settingOf(run)}, ${run.repetition}` : settingOf;
      const colourKey = state.colour === "learning rate" ? (r) => r.learningRate : (r) => r.fields[state.colour] ?? settingOf(r);
      const colours = [...new Set(planned().map(colourKey))];
      const ordered = !REPETITIONS.includes(state.colour) && colours.length > 1 && colours.every((c) => typeof c === "number");
      if (ordered) colours.sort((a, b) => a - b);
      const found = new Map();
      for (const run of data.runs) {
        const label = key(run);
        if (!found.has(label)) {
          const c = colours.indexOf(colourKey(run));
          const sameColour = [...found.values()].filter((g) => g.colourIndex === c).length;
          const dash = state.colour === "setting" ? Math.floor(c / palette().length) : sameColour;
          found.set(label, {
            label, runs: [], colourIndex: c, setting: settingOf(run), optimizer: run.optimizer, rate: run.learningRate, 
            colour: ordered ? along(c, colours.length) : palette()[c % palette().length], dash: DASHES[dash % DASHES.length],
          });
        }
        found.get(label).runs.push(run);
      }
      groups = [...found.values()];
      // Runs begin in any order.
      const order = new Map(planned().map((p, i) => [`${p.experiment}/${p.id}`, i]));
      groups.sort((a, b) => order.get(`${a.runs[0].experiment}/${a.runs[0].id}`) - order.get(`${b.runs[0].experiment}/${b.runs[0].id}`));
    };
    // From dark to bright, as lightness is what everyone sees.
    const along = (i, n) => {
      const share = n < 2 ? 0.5 : i / (n - 1);
      const hue = 270 - 220 * share;
      const light = dark.matches ? 45 + 40 * share : 25 + 40 * share;
      const c = (k) => { // hsl to hex
        const a = 0.75 * Math.min(light / 100, 1 - light / 100), m = (k + hue / 30) % 12;
        return Math.round(255 * (light / 100 - a * Math.max(-1, Math.min(m - 3, 9 - m, 1)))).toString(16).padStart(2, "0");
      };
      return "#" + c(0) + c(8) + c(4);
    };
    // The best setting of each optimizer (or network, batch size …) on each data set: sweep each, then compare the winners.
    const winners = () => {
      const best = new Map();
      for (const runs of bySetting()) {
        const of = runs[0].fields[state.settings];
        const key = `${experimentOf(runs[0]).data}/${of}`;
        const values = runs.map(result);
        const value = values.some((v) => v == null) ? null : Series.mean(values);
        const better = (a, b) => (METRICS[state.metric].rising ? a > b : a < b);
        const known = best.get(key);
        if (!known || (value != null && (known.value == null || better(value, known.value)))) best.set(key, { value, setting: settingOf(runs[0]) });
      }
      return new Set([...best.values()].map((b) => b.setting));
    };
    let shownSettings = null;
    const chosen = (setting) => state.settings === "all" || (shownSettings ??= winners()).has(setting);
    const visible = () => groups.filter((g) => !hidden.has(g.label) && chosen(g.setting));

    const panels = [
      { id: "loss", title: title("loss"), table: "steps", column: "loss", steps: true, loss: true },
      { id: "validationAccuracy", title: title("validationAccuracy"), table: "epochs", column: "validationAccuracy", share: true, rising: true },
      { id: "trainAccuracy", title: title("trainAccuracy"), table: "epochs", column: "trainAccuracy", share: true, rising: true },
      { id: "validationLoss", title: title("validationLoss"), table: "epochs", column: "validationLoss", loss: true },
      { id: "learningRate", title: title("learningRate"), table: "diagnoses", column: "learningRate", more: true, log: true },
      { id: "gradientNorm", title: title("gradientNorm"), table: "diagnoses", column: "gradientNorm", more: true, log: true },
      { id: "updateRatio", title: title("updateRatio"), table: "diagnoses", column: "updateRatio", more: true, log: true },
    ];
    for (const panel of panels) {
      panel.chart = Chart.create({ id: panel.id, title: panel.title, sync: "training" });
      byId(panel.more ? "more" : "panels").append(panel.chart.figure);
    }
    const sensitivity = Chart.create({ id: "sensitivity", title: "Result by learning rate", percent: false });
    byId("sensitivity-chart").append(sensitivity.figure);

    const PROFILE_END = 4;
    const profile = Chart.create({ id: "profile", title: "Share of problems solved", percent: true });
    byId("profile-chart").append(profile.figure);

    // The loss axis shows what matters: a run that explodes may leave the picture, and is named below.
    const lossTop = () => {
      const starts = data.runs.map((r) => r.steps.loss[0]).filter((v) => v != null);
      const untrained = data.runs.flatMap((r) => [r.epochs.trainLoss[0], r.epochs.validationLoss[0]]).filter((v) => v != null);
      return starts.length ? Math.max(1.6 * Series.median(starts), 1.1 * Math.max(0, ...untrained)) : undefined;
    };

    // A bucket's least and greatest value in turn: what all its points would cover.
    const envelope = (table, values, panel) =>
      panel.steps && table.least ? values.map((_, i) => (i % 2 ? table.greatest[i] : table.least[i])) : values;

    // Losses less the least of all runs, which itself has no place on a logarithmic axis.
    const isAbove = (panel) => panel.loss && state.above === "1";
    const leastOf = (panel) =>
      Math.min(...data.runs.filter((r) => !r.diverged).flatMap((r) => [...(r[panel.table].least ?? []), ...r[panel.table][panel.column]]).filter((v) => v != null));
    const aboveBest = (values, best) => values.map((v) => (v != null && v > best ? v - best : null));

    // How many iterations are smoothed over: whole buckets, as the page has no finer numbers.
    const smoothed = () => {
      const bucket = Math.max(1, ...data.runs.map((r) => r.steps.bucket || 1));
      return bucket * (2 * Math.round(Number(state.smooth) / bucket) + 1);
    };
    const smoothingNote = () => {
      const crowded = visible().reduce((count, group) => count + group.runs.length, 0) > CROWDED;
      if (smoothed() > 1) return `smoothed over ${smoothed()} iterations${crowded ? "" : "; faint: as measured"}`;
      return "";
    };
    const bandNote = () => {
      const seeds = Math.max(0, ...visible().map((g) => g.runs.length));
      return state.band === "interval" && seeds === 2 ? "Bands show both seeds, which are too few for an interval." : "";
    };

    const limits = (panel) => (panel.share ? [data.experiments.some((e) => e.values) ? -Infinity : 0, 1] : [0, Infinity]);

    // Of more runs the losses as measured would hide the lines; they are shown of the setting one points at.
    const CROWDED = 8;

    const TRAINING = { validationAccuracy: "trainAccuracy", validationLoss: "trainLoss" };

    // A run of few steps, as minimizers make, keeps its shape: at most a tenth of it is smoothed over on each side.
    const halfOf = (run, half) => Math.min(Math.round(half / (run.steps.bucket || 1)), Math.floor(run.steps.loss.length / 10));

    const lines = (panel) => {
      const axis = state.x;
      const half = panel.steps ? Number(state.smooth) : 0;
      const raw = [];
      const best = isAbove(panel) ? leastOf(panel) : null;
      const shown = (values) => (best == null ? values : aboveBest(values, best));
      for (const group of visible()) {
        const curves = group.runs.map((run) => {
          const table = run[panel.table];
          const x = Series.places(table, axis, run);
          return { x, table, y: shown(table[panel.column]), repetition: run.repetition, half: halfOf(run, half) };
        });
        if (state.both === "1" && TRAINING[panel.column]) {
          const x = Series.across(curves.map((c) => c.x), Series.mean);
          raw.push({ group, kind: "training", x, y: Series.across(curves.map((c) => shown(c.table[TRAINING[panel.column]])), Series.mean).slice(0, x.length) });
        }
        curves.forEach((c) => raw.push({ group, kind: "seed", x: c.x, y: best == null ? envelope(c.table, c.y, panel) : c.y, repetition: c.repetition }));
        const smoothed = curves.map((c) => Series.smooth(c.y, c.half));
        const x = Series.across(curves.map((c) => c.x), Series.mean);
        raw.push({ group, kind: "mean", x, y: Series.across(smoothed, Series.mean).slice(0, x.length), smoothed: half > 0 });
        if (curves.length > 1 && state.band !== "none") {
          ["low", "high"].forEach((kind, side) =>
            raw.push({ group, kind, x, y: Series.across(smoothed, (v) => Series.edges(state.band, v, data.tQuantiles, limits(panel))[side]) }));
        }
      }
      const aligned = Series.align(raw);
      const shownRuns = visible().reduce((count, group) => count + group.runs.length, 0);
      const out = [];
      raw.forEach((r, i) => {
        const values = aligned.values[i];
        const dim = focus != null && focus !== r.group.label;
        const crowded = panel.steps && shownRuns > CROWDED && focus !== r.group.label;
        if (r.kind === "seed" && !crowded && (r.group.runs.length > 1 || half > 0 || (panel.steps && r.group.runs[0].steps.bucket > 1))) {
          out.push({ name: `${r.group.label}, ${r.repetition}${half > 0 ? ", as measured" : ""}`, values, colour: r.group.colour, dash: [], faint: true, dim, sound: sound(r.group) });
        } else if (r.kind === "training") {
          out.push({ name: `${r.group.label}, training`, values, colour: r.group.colour, dash: [3, 3], dim });
        } else if (r.kind === "mean") {
          const of = (kind) => aligned.values[raw.findIndex((o) => o.group === r.group && o.kind === kind)];
          const band = raw.some((o) => o.group === r.group && o.kind === "low") ? { low: of("low"), high: of("high") } : null;
          out.push({ name: r.group.label, values, colour: r.group.colour, dash: r.group.dash, dim, marks: !panel.steps && aligned.x.length <= 60, band, sound: sound(r.group) });
        }
      });
      return { x: [...aligned.x], lines: out };
    };

    // What settings differ in, and what only their repetitions do.
    const REPETITIONS = ["seed", "fold"];
    const varying = () => {
      const all = planned();
      return Object.keys(all[0]?.fields ?? {}).filter((name) => new Set(all.map((p) => p.fields[name])).size > 1);
    };
    const OWN_COLUMNS = ["optimizer", "learning rate", "network", ...REPETITIONS];

    const sound = (group) => group.runs.some((r) => !r.diverged);
    const least = (drawn) => Math.min(...drawn.flatMap((l) => l.values).filter((v) => v != null));
    // As much of the axis as the curves need, with a little room; from 0 where they come near it.
    const shareRange = (drawn, bands = false) => {
      const values = drawn.flatMap((l) => (bands && l.band ? [...l.values, ...l.band.low, ...l.band.high] : l.values)).filter((v) => v != null && v > -1);
      const low = Math.min(1, ...values), high = Math.max(0, ...values);
      const room = Math.max(0.01, 0.06 * (high - low));
      return [low < 0 ? low - room : low < 0.3 * high ? 0 : Math.max(0, low - room), Math.min(1, high + room)];
    };
    const lossRange = (drawn, low, high) => {
      const from = Math.min(low ?? 0, least(drawn));
      return [from < 0.3 * high ? Math.min(0, from) : from - 0.06 * (high - from), high + 0.04 * (high - Math.min(from, high))];
    };

    // A logarithmic axis goes a decade beyond the runs that did not diverge.
    const logEdge = (values) => 10 * values.reduce((a, b) => Math.max(a, b), 0);
    const FARTHEST = 1e15;
    const logRange = (drawn, low, high) => {
      const edge = logEdge(drawn.filter((l) => l.sound).flatMap((l) => l.values));
      return [low / 1.1, 1.1 * Math.max(10 * low, Math.min(high, edge || FARTHEST))];
    };

    const drawPanel = (panel) => {
      if (panel.more && !byId("more-section").open) return;
      const ends = data.runs.filter((r) => !r.diverged && !panel.steps).map((r) => (r.epochs[panel.column] ?? []).at(-1)).filter((v) => v != null);
      const start = lossTop();
      // Losses that grew by overfitting stay in the picture, explosions do not.
      const top = start && Math.min(5 * start, Math.max(start, ...ends.map((v) => 1.05 * v)));
      const { x, lines: drawn } = lines(panel);
      const logY = panel.log || (panel.loss && state.logy === "1") || isAbove(panel);
      const range = logY ? (u, low, high) => logRange(drawn, low, high) : panel.share ? () => shareRange(drawn) : panel.loss && top ? (u, low, high) => lossRange(drawn, low, Math.min(top, high || top)) : undefined;
      panel.chart.show({
        x, lines: drawn, xLabel: Series.AXES[state.x].label, logX: state.logx === "1", logY, range, rising: panel.rising,
        note: panel.steps ? smoothingNote() : "",
      });
    };
    const parts = [...panels.map((panel) => () => drawPanel(panel)), () => drawSensitivity(), () => drawTargets(), () => drawReplicas(), () => drawProfile(), () => drawBoard(), () => studyCharts.forEach((show) => show()), () => notes(lossTop())];
    const draw = () => {
      shownSettings = null;
      stale.clear();
      tablesDrawn = performance.now();
      parts.forEach((part) => part());
    };
    // While data streams in, one part is drawn in each frame, so that the page stays quick. Tables wait for their turn,
    // but what is stale is always drawn in the end.
    const TABLES_EVERY = 1500;
    const stale = new Set();
    let tablesDrawn = 0;
    let turning = false;
    const drawInTurn = () => {
      shownSettings = null;
      parts.forEach((_, i) => stale.add(i));
      if (!turning) {
        turning = true;
        requestAnimationFrame(turn);
      }
    };
    const turn = () => {
      const wait = TABLES_EVERY - (performance.now() - tablesDrawn);
      const next = [...stale].find((i) => i < panels.length || wait <= 0 || !going);
      if (next == null) {
        turning = false;
        if (stale.size) setTimeout(() => { if (!turning) { turning = true; turn(); } }, wait);
        return;
      }
      stale.delete(next);
      parts[next]();
      if (![...stale].some((i) => i >= panels.length) && next >= panels.length) tablesDrawn = performance.now();
      requestAnimationFrame(turn);
    };

    const notes = (top) => {
      const texts = [bandNote(), state.above === "1" ? "Losses are drawn less the least of all runs." : ""].filter((text) => text);
      const log = state.logy === "1" || state.above === "1";
      const edge = log ? logEdge(data.runs.filter((r) => !r.diverged).flatMap((r) => r.steps.loss)) || Infinity : top;
      const leaving = visible().filter((g) => g.runs.some((r) => r.steps.loss.some((v) => v > edge))).map((g) => g.label);
      if (leaving.length && leaving.length === visible().length) texts.push(`Losses above ${short(edge)} leave the picture${log ? "" : " on the linear axis"}.`);
      else if (leaving.length) texts.push(`The loss of ${leaving.slice(0, 6).join(", ")}${leaving.length > 6 ? ` and ${leaving.length - 6} more` : ""} leaves the picture${log ? "" : " on the linear axis"}.`);
      const below = visible().filter((g) => g.runs.some((r) => r.epochs.validationAccuracy.some((v) => v != null && v <= -1))).map((g) => g.label);
      if (values && below.length) texts.push(`R² of ${below.slice(0, 6).join(", ")}${below.length > 6 ? ` and ${below.length - 6} more` : ""} is below −1 at times, which leaves the picture.`);
      const diverged = data.runs.filter((r) => r.diverged);
      if (diverged.length) texts.push(diverged.slice(0, 6).map((r) => `${settingOf(r)}, ${r.repetition}, ${r.outcome}`).join("; ") + (diverged.length > 6 ? `; and ${diverged.length - 6} more diverged.` : "."));
      byId("note").textContent = texts.join(" ");
    };

    // One result of a run: at its end, or its best. What was measured before the first step is none.
    const result = (run) => {
      const values = run.epochs[state.metric].slice(1).filter((v) => v != null);
      if (run.diverged || values.length === 0) return null;
      if (state.at === "last") return values[values.length - 1];
      return METRICS[state.metric].rising ? Math.max(...values) : Math.min(...values);
    };
    const bySetting = () => {
      const found = new Map();
      for (const run of data.runs) {
        if (!found.has(settingOf(run))) found.set(settingOf(run), []);
        found.get(settingOf(run)).push(run);
      }
      return [...found.values()];
    };

    // A piece of a line, as it is drawn.
    const mark = (group) => {
      const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
      svg.setAttribute("viewBox", "0 0 24 10");
      svg.setAttribute("aria-hidden", "true");
      const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
      Object.entries({ d: "M0 5H24", stroke: group.colour, "stroke-width": 3, "stroke-dasharray": group.dash.join(" ") }).forEach(([k, v]) => path.setAttribute(k, v));
      svg.append(path);
      return svg;
    };

    const drawSensitivity = () => {
      const metric = METRICS[state.metric];
      const optimizers = new Map();
      for (const runs of bySetting()) {
        const name = dataOf(runs[0]) + networkOf(runs[0]) + runs[0].optimizer;
        const values = runs.map(result);
        if (!optimizers.has(name)) optimizers.set(name, []);
        if (optimizers.get(name).some((p) => p.rate === runs[0].learningRate)) continue;
        optimizers.get(name).push({ rate: runs[0].learningRate, text: runs[0].rate, runs, values, value: values.some((v) => v == null) ? null : Series.mean(values) });
      }
      for (const [name, points] of optimizers) {
        if (new Set(points.map((p) => p.rate)).size < 2) optimizers.delete(name);
        points.sort((a, b) => a.rate - b.rate);
      }
      byId("sensitivity-section").hidden = optimizers.size === 0;
      if (optimizers.size === 0) return;
      const x = [...new Set([...optimizers.values()].flatMap((points) => points.map((p) => p.rate)))].sort((a, b) => a - b);
      const drawn = [];
      [...optimizers].forEach(([name, points], i) => {
        const at = (pick) => x.map((rate) => { const p = points.find((q) => q.rate === rate); return p ? pick(p) : undefined; });
        const edge = (side) => at((p) => (p.value == null ? null : Series.edges(state.band === "none" ? "range" : state.band, p.values, data.tQuantiles, limits({ share: metric.rising }))[side]));
        const seeds = Math.max(...points.map((p) => p.runs.length));
        const style = { colour: palette()[i % palette().length], dash: DASHES[Math.floor(i / palette().length) % DASHES.length] };
        drawn.push({ ...style, name, values: at((p) => p.value), marks: true, band: seeds > 1 && state.band !== "none" ? { low: edge(0), high: edge(1) } : null });
      });
      sensitivity.show({ x, lines: drawn, xLabel: "learning rate", xRate: true, logX: true, logY: false, rising: metric.rising,
        range: metric.rising ? () => shareRange(drawn, true) : (u, low, high) => lossRange(drawn, low, Math.min(lossTop() ?? high, high)),
        note: `${lower(metric.title)}, ${state.at === "last" ? "after the last epoch" : "best epoch"}; no mark: diverged` });
      const heads = ["optimizer", "best learning rate", state.at === "last" ? "result" : "best result", "within 5 % from", "to", "width", "diverged"];
      const show = (v) => (metric.rising ? share(v) : String(+v.toPrecision(4)));
      byId("sensitivity-table").replaceChildren(head(heads), el("tbody", {}, ...[...optimizers].map(([name, points], i) => {
        const w = Series.width(points, metric.rising);
        const edge = (e) => (e.open ? "beyond " : "") + Chart.rate(e.rate);
        const cells = w
          ? [points.find((p) => p.rate === w.rate).text, show(w.best), edge(w.low), edge(w.high), `${w.low.open || w.high.open ? "≥ " : ""}${short(w.high.rate / w.low.rate)} ×`]
          : ["–", "–", "–", "–", "–"];
        const diverged = points.flatMap((p) => p.runs).filter((r) => r.diverged).length;
        const tr = row([name, ...cells, String(diverged)], [0]);
        tr.firstChild.prepend(mark(drawn[i]));
        return tr;
      })));
    };

    const drawTargets = () => {
      const metric = METRICS[state.metric];
      const results = data.runs.map(result).filter((v) => v != null);
      let target = Number(state.target);
      if (state.target === "" || !Number.isFinite(target)) {
        target = results.length ? +Series.median(results).toPrecision(2) : 0;
      }
      byId("target").value = target;
      const rows = bySetting().map((runs) => {
        const of = (axis) => Series.median(runs.map((run) => Series.reaches(Series.places(run.epochs, axis, run), run.epochs[state.metric], target, metric.rising)));
        return { name: settingOf(runs[0]), reached: runs.filter((run) => Series.reaches(run.epochs.step, run.epochs[state.metric], target, metric.rising) < Infinity).length, n: runs.length,
          epoch: of("epoch"), iteration: of("iteration"), gradient: of("gradient"), second: of("second") };
      }).sort((a, b) => a.gradient - b.gradient || a.second - b.second);
      const show = (v) => (v === Infinity ? "never" : short(v));
      byId("target-table").replaceChildren(head(["setting", "runs that reached it", "epochs", "iterations", "gradient evaluations", "seconds of training"]),
        el("tbody", {}, ...rows.map((r) => row([r.name, `${r.reached} of ${r.n}`, show(r.epoch), show(r.iteration), show(r.gradient), r.second === Infinity ? "never" : r.second.toFixed(2)], [0]))));
    };

    const drawReplicas = () => {
      const settings = bySetting().filter((runs) => runs.some((r) => r.facts));
      byId("replicas-section").hidden = !settings.length;
      const whole = (v) => v.toFixed(0);
      const fact = (runs, name, show) => spread(runs.map((r) => (r.facts && name in r.facts ? Number(r.facts[name]) : null)), show);
      const once = (runs, name) => runs.find((r) => r.facts).facts[name] ?? "–";
      byId("replicas").replaceChildren(head(["setting", "replicas", "shards", "rounds", "gradients acknowledged", "applied", "staleness", "portions given again", "MB exchanged", "steps a second"]),
        el("tbody", {}, ...settings.map((runs) => row([settingOf(runs[0]), once(runs, "replicas"), once(runs, "shards"), fact(runs, "rounds", whole),
          fact(runs, "acknowledged", whole), fact(runs, "applied", whole), fact(runs, "staleness", (v) => v.toFixed(2)), fact(runs, "repeatedPortions", whole), fact(runs, "bytes", (v) => (1e-6 * v).toFixed(1)),
          spread(runs.map((r) => (r.facts && r.gradientMillis ? 1000 / r.gradientMillis : null)), whole)], [0]))));
    };

    // Of several splits of the data, the experiment that had this one first.
    const dataOf = (run) => (new Set(data.experiments.map((e) => e.data)).size > 1 ? data.experiments.find((e) => e.data === experimentOf(run).data).name + ": " : "");
    // A problem is data and network, whatever folder it is in.
    const problemOf = (run) => `${experimentOf(run).data}/${run.fields.network}`;
    const problems = () => {
      const name = (run) => dataOf(run) + run.fields.network;
      return [...new Map(planned().map((run) => [problemOf(run), { id: problemOf(run), name: name(run) }])).values()];
    };
    // Of experiments that have one network each, that network.
    const networkOf = (run) => (problems().length > 1 && new Set(experimentOf(run).plans.map((p) => p.fields.network)).size === 1 ? run.fields.network + ": " : "");

    // The time in which an optimizer solves a problem, at its best setting there.
    const drawProfile = () => {
      const all = problems();
      byId("profile-section").hidden = all.length < 2;
      if (all.length < 2) return;
      const metric = METRICS[state.metric];
      const axis = state.clock;
      const best = all.map((problem) => {
        const means = bySetting().filter((runs) => problemOf(runs[0]) === problem.id).map((runs) => runs.map(result)).filter((v) => v.every((x) => x != null)).map(Series.mean);
        return means.length ? (metric.rising ? Math.max(...means) : Math.min(...means)) : null;
      });
      const target = best.map((b) => (b == null ? null : metric.rising ? b * Number(state.solved) : b / Number(state.solved)));
      const times = new Map();
      const triedIn = new Map();
      for (const runs of bySetting()) {
        const p = all.findIndex((problem) => problem.id === problemOf(runs[0]));
        const rule = runs[0].rule;
        if (!triedIn.has(rule)) triedIn.set(rule, new Set());
        triedIn.get(rule).add(p);
        if (!times.has(rule)) times.set(rule, all.map(() => Infinity));
        const time = target[p] == null ? Infinity : Series.median(runs.map((run) => Series.reaches(Series.places(run.epochs, axis, run), run.epochs[state.metric], target[p], metric.rising)));
        times.get(rule)[p] = Math.min(times.get(rule)[p], time);
      }
      const left = [...times.keys()].filter((name) => triedIn.get(name).size < all.length);
      left.forEach((name) => times.delete(name));
      byId("profile-left").textContent = left.length ? `Left out, since not tried on every problem: ${left.join(", ")}.` : "";
      byId("profile-section").hidden = times.size === 0;
      if (times.size === 0) return;
      const { ratios, share, score } = Series.profile(times, PROFILE_END);
      const steps = [...new Set([1, PROFILE_END, ...[...ratios.values()].flat().filter((r) => r < Infinity && r > 1)])].sort((a, b) => a - b);
      const x = steps.flatMap((tau, i) => (i === 0 ? [tau] : [tau * (1 - 1e-9), tau]));
      const lines = [...times.keys()].map((name, i) => ({ name, values: x.map((tau) => share(name, tau)), colour: palette()[i % palette().length], dash: DASHES[Math.floor(i / palette().length) % DASHES.length] }));
      profile.show({ x, lines, xLabel: "times the time of the fastest", logX: steps[steps.length - 1] > 20, logY: false, rising: true, range: () => [0, 1.05], note: "" });
      const order = [...times.keys()].sort((a, b) => score(b) - score(a));
      byId("profile-table").replaceChildren(head(["optimizer", "score", "problems solved", ...all.map((e, i) => `${e.name}, to ${target[i] == null ? "–" : short(target[i])}`)]),
        el("tbody", {}, ...order.map((name) => {
          const tr = row([name, score(name).toFixed(3), `${times.get(name).filter((t) => t < Infinity).length} of ${all.length}`, ...times.get(name).map((t) => (t === Infinity ? "never" : short(t)))], [0]);
          tr.firstChild.prepend(mark(lines.find((l) => l.name === name)));
          return tr;
        })));
    };

    const head = (heads, texts = [0]) => el("thead", {}, el("tr", {}, ...heads.map((h, i) => el("th", { textContent: h, scope: "col", className: texts.includes(i) ? "text" : "" }))));
    const row = (cells, texts) => el("tr", {}, ...cells.map((c, i) => el("td", { textContent: c, className: texts.includes(i) ? "text" : "" })));

    const spread = (values, show) => {
      const known = values.filter((v) => v != null);
      if (!known.length) return "–";
      return known.length < 2 ? show(known[0]) : `${show(Series.mean(known))} ± ${show(Series.deviation(known))}`;
    };
    // Of the model that is kept: as it was after its last epoch, or after its best.
    const after = (run, column) => (run.epochs[column].length > 1 ? run.epochs[column][run.result ?? run.epochs[column].length - 1] : null);
    const trainLoss = (run) => (run.diverged ? null : after(run, "trainLoss"));
    // The loss is of standardized values; this is in the target's own unit.
    const rmse = (run) => { const loss = after(run, "validationLoss"); return loss == null ? null : Math.sqrt(loss) * (experimentOf(run).targetDeviation ?? 1); };
    const allColumns = [
      { id: "rank", several: true, head: "place", text: (s) => String(rankOf(s[0])?.rank ?? "–"), key: (s) => 1e6 * experimentOf(s[0]).data + (rankOf(s[0])?.order ?? 1e5) },
      { id: "optimizer", head: "optimizer", left: true, text: (s) => s[0].setting.slice(0, s[0].setting.length - s[0].label.length) + s[0].rule, key: (s) => s[0].optimizer },
      { id: "rate", head: "learning rate", text: (s) => s[0].rate, key: (s) => s[0].learningRate },
      { id: "validation", head: lower(METRICS.validationAccuracy.title), text: (s) => spread(s.map((r) => after(r, "validationAccuracy")), share), key: (s) => -(Series.mean(s.map((r) => after(r, "validationAccuracy") ?? -1))) },
      { id: "behind", several: true, head: "behind the best", text: (s) => behind(rankOf(s[0])), key: (s) => rankOf(s[0])?.behind ?? (s.some((r) => r.diverged) ? Infinity : 0) },
      { id: "train", head: lower(METRICS.trainAccuracy.title), text: (s) => spread(s.map((r) => after(r, "trainAccuracy")), share), key: (s) => -(Series.mean(s.map((r) => after(r, "trainAccuracy") ?? -1))) },
      ...(values ? [{ id: "rmse", head: "validation RMSE", text: (s) => spread(s.map(rmse), (v) => short(v)), key: (s) => Series.mean(s.map((r) => rmse(r) ?? Infinity)) }] : []),
      { id: "loss", head: "training loss", text: (s) => spread(s.map(trainLoss), (v) => v.toFixed(3)), key: (s) => Series.mean(s.map((r) => trainLoss(r) ?? Infinity)) },
      { id: "time", head: "ms per step", text: (s) => spread(s.map((r) => r.gradientMillis + r.updateMillis || null), (v) => v.toFixed(2)), key: (s) => Series.mean(s.map((r) => r.gradientMillis + r.updateMillis)) },
      { id: "share", head: "update, % of step", text: (s) => (s.some((r) => r.gradientMillis) && !s[0].facts ? percent(Series.mean(s.map((r) => r.updateMillis / (r.gradientMillis + r.updateMillis || 1)))) : "–"), key: (s) => Series.mean(s.map((r) => r.updateMillis / (r.gradientMillis + r.updateMillis || 1))) },
      { id: "tried", several: true, head: "settings tried", text: (s) => String(tried(s[0])), key: (s) => tried(s[0]), unless: (s, all) => tried(s[0]) !== tried(all[0][0]) },
      { id: "outcome", head: "outcome", left: true, text: outcome, key: outcome, unless: (s) => outcome(s) !== "finished" },
    ];
    const columns = () => {
      const fields = varying().filter((name) => !OWN_COLUMNS.includes(name)).map((name) => ({
        id: "field:" + name, head: name, text: (s) => String(s[0].fields[name]), key: (s) => s[0].fields[name],
      }));
      const settings = bySetting();
      const known = allColumns.filter((c) => (settings.length > 1 ? !c.unless || settings.some((s) => c.unless(s, settings)) : !c.several));
      const at = known.findIndex((c) => c.id === "validation");
      return [...known.slice(0, at), ...fields, ...known.slice(at)];
    };
    function behind(place) {
      if (place?.behind == null) return "";
      const show = share;
      const by = show(Math.abs(place.behind));
      return `${Number(by) === 0 ? "" : place.behind < 0 ? "+" : "−"}${by}${place.margin == null ? " (too few seeds)" : ` ± ${show(place.margin)}`}`;
    }
    function tried(run) {
      // Of experiments that are here in part, all of their settings count.
      return new Set(data.experiments.filter((e, i) => e.plans.some((p) => problemOf({ ...p, experiment: i }) === problemOf(run))).flatMap((e) => e.tried[run.optimizer] ?? [])).size;
    }
    function outcome(runs) {
      const other = runs.filter((r) => r.outcome !== "finished");
      if (!other.length) return "finished";
      const open = other.filter((r) => r.outcome.startsWith("stopped"));
      if (going && open.length) return `${open.length === runs.length ? "" : `${open.length} of ${runs.length} `}going, epoch ${Math.min(...open.map((r) => Math.max(0, r.epochs.step.length - 1)))}`;
      return runs.length === 1 ? other[0].outcome : `${other.length} of ${runs.length} ${[...new Set(other.map((r) => r.outcome.split(/ (?:at|after) /)[0]))].join(" or ")}`;
    }

    const drawBoard = () => {
      const [sorted, down] = state.sort.split("-");
      const shown = columns();
      const column = shown.find((c) => c.id === sorted) ?? shown[0];
      const validation = shown.find((c) => c.id === "validation");
      const order = (a, b) => {
        const x = column.key(a), y = column.key(b);
        return ((x < y ? -1 : x > y ? 1 : 0) || validation.key(a) - validation.key(b)) * (down ? -1 : 1);
      };
      const heads = el("tr", {}, ...shown.map((c) => {
        const button = el("button", { type: "button", textContent: c.head });
        button.addEventListener("click", () => {
          state.sort = state.sort === c.id ? c.id + "-down" : c.id;
          writeState();
          drawBoard();
          byId("results").querySelectorAll("th button")[shown.indexOf(c)].focus();
        });
        const th = el("th", { scope: "col", className: c.left ? "text" : "" }, button);
        th.setAttribute("aria-sort", c === column ? (down ? "descending" : "ascending") : "none");
        return th;
      }));
      byId("results").replaceChildren(el("thead", {}, heads), el("tbody", {}, ...bySetting().filter((runs) => chosen(settingOf(runs[0]))).sort(order).flatMap((runs, i, all) => {
        const tr = el("tr", { className: runs.some((r) => r.diverged) ? "diverged" : "", title: runs[0].recipe });
        shown.forEach((c) => tr.append(el("td", { className: c.left ? "text" : "", textContent: c.text(runs) })));
        const of = (r) => experimentOf(r[0]).data;
        const begins = column.id === "rank" && new Set(all.map(of)).size > 1 && (i === 0 || of(all[i - 1]) !== of(runs));
        const names = data.experiments.filter((e) => e.data === of(runs)).map((e) => e.name).join(", ");
        return begins ? [el("tr", {}, el("th", { colSpan: shown.length, textContent: `Ranked together: ${names}` })), tr] : [tr];
      })));
      const texts = [];
      const groups = new Set(data.experiments.map((e) => e.data)).size;
      if (new Set(data.runs.map((r) => tried(r))).size > 1) texts.push("Careful: optimizers were tuned with different budgets (settings tried).");
      if (new Set(data.experiments.map((e) => `${e.data} ${e.budgets}`)).size > groups) texts.push("Careful: experiments on the same data had different budgets (epochs or batch size).");
      if (groups > 1) texts.push("Places are among settings with the same training and validation data.");
      const runs = Math.max(...bySetting().map((s) => s.length), 0);
      const folds = data.experiments.some((e) => e.folds);
      const pairs = !folds ? "seed by seed" : data.experiments.every((e) => e.folds) ? "fold by fold" : "seed by seed, or fold by fold";
      texts.push(runs > 1 ? `± in a column is the standard deviation over the runs of a setting; behind the best it is half of the 95 % interval of the difference. Runs are compared ${pairs}${runs < 5 ? ", and settings that are about equally noisy are taken to have the same noise" : ""}. Settings share a place if that interval holds 0; those without a place have too few seeds to say.` : "With one seed, nobody can tell a difference from noise.");
      if (data.experiments.some((e) => e.best)) texts.push("Runs that keep the model of their best epoch are ranked by that epoch, which makes them look somewhat better than they are.");
      if (data.runs.some((r) => r.stepsDone < 5000)) texts.push("Times per step of short runs are mostly those of the Java compiler, which is at work in the first seconds.");
      if (folds) texts.push("Folds share most of their training examples, so true intervals are somewhat wider.");
      const hiddenSettings = bySetting().filter((runs) => !chosen(settingOf(runs[0]))).length;
      const base = data.experiments[0].baseline;
      if (!values && base != null && groups === 1) texts.unshift(`Always predicting the commonest class would be right for ${share(base)}.`);
      if (hiddenSettings) texts.unshift(`Only the best setting of each ${state.settings} is shown; ${hiddenSettings} more are hidden (settings: all).`);
      const weak = data.experiments.find((e) => e.baseline != null && !data.runs.some((r) => data.experiments[r.experiment].data === e.data && (after(r, "validationAccuracy") ?? -Infinity) > e.baseline));
      if (weak && !going) texts.push(weak.values ? "No setting is better than always predicting the mean: try another learning rate, more epochs or another network." : `No setting is better than always predicting the commonest class (${share(weak.baseline)}): try another learning rate, more epochs or another network.`);
      byId("fairness").textContent = texts.join(" ");
    };

    const drawLegend = () => {
      const legend = byId("legend");
      legend.replaceChildren();
      for (const group of groups.filter((g) => chosen(g.setting))) {
        const button = el("button", { type: "button", title: group.runs[0].recipe + "\nclick: show or hide; double click: only this" }, mark(group), group.label);
        button.setAttribute("aria-pressed", String(!hidden.has(group.label)));
        button.addEventListener("click", (e) => {
          if (e.detail > 1) return;
          hidden.has(group.label) ? hidden.delete(group.label) : hidden.add(group.label);
          button.setAttribute("aria-pressed", String(!hidden.has(group.label)));
          changed();
        });
        button.addEventListener("dblclick", () => {
          hidden = new Set(groups.filter((g) => g !== group).map((g) => g.label));
          changed();
          drawLegend();
        });
        const emphasize = (label) => () => { if (focus !== label) { focus = label; draw(); } };
        button.addEventListener("mouseenter", emphasize(group.label));
        button.addEventListener("mouseleave", emphasize(null));
        button.addEventListener("focus", () => { if (button.matches(":focus-visible")) emphasize(group.label)(); });
        button.addEventListener("blur", emphasize(null));
        legend.append(button);
      }
      if (groups.length > 1) {
        const all = el("button", { type: "button", className: "all", textContent: "all" });
        all.addEventListener("click", () => { hidden.clear(); changed(); drawLegend(); });
        legend.append(all);
      }
    };

    const changed = () => {
      writeState();
      draw();
    };
    const controls = { x: "x", smooth: "smooth", colour: "colour", band: "band", metric: "metric", at: "at", target: "target", solved: "solved", clock: "clock", settings: "settings" };
    // What can be coloured and picked by: everything that differs.
    const fillFields = () => {
      const fields = varying();
      const option = (value, text) => el("option", { value, textContent: text });
      byId("colour").replaceChildren(option("setting", "setting"), ...fields.map((name) => option(name, name)));
      const groupings = fields.filter((name) => name !== "optimizer" && !REPETITIONS.includes(name));
      byId("settings").replaceChildren(option("all", "all"), ...["optimizer", ...groupings].map((name) => option(name, `the best of each ${name}`)));
    };
    const fillControls = () => {
      fillFields();
      Object.entries(controls).forEach(([key, id]) => { byId(id).value = state[key]; });
      byId("logx").checked = state.logx === "1";
      byId("logy").checked = state.logy === "1";
      byId("above").checked = state.above === "1";
      byId("both").checked = state.both === "1";
      byId("smooth-value").textContent = smoothed() === 1 ? "off" : String(smoothed());
    };
    for (const [key, id] of Object.entries(controls)) {
      byId(id).addEventListener(id === "smooth" ? "input" : "change", (e) => {
        state[key] = e.target.value;
        if (key === "metric") state.target = "";
        shownSettings = null;
        if (key === "colour") { hidden.clear(); regroup(); }
        if (["colour", "settings", "metric", "at"].includes(key)) drawLegend();
        fillControls();
        changed();
      });
    }
    for (const id of ["logx", "logy", "above", "both"]) {
      byId(id).addEventListener("change", (e) => { state[id] = e.target.checked ? "1" : ""; changed(); });
    }
    byId("more-section").addEventListener("toggle", draw);
    dark.addEventListener("change", () => { regroup(); drawLegend(); draw(); });
    addEventListener("hashchange", () => restore());

    const restore = () => {
      state = readState();
      hidden = new Set(state.hide ? state.hide.split("\n") : []);
      shownSettings = null;
      regroup();
      drawLegend();
      fillControls();
      draw();
    };

    // Drawn once it is in the page, and again when colours change.
    let studyCharts = [];
    const studyChart = (id, curves) => {
      const chart = Chart.create({ id, title: curves.title, percent: false });
      const x = [...new Set(curves.lines.flatMap((l) => l.points.map((p) => p.x)))].sort((a, b) => a - b);
      const at = (points) => { const known = new Map(points.map((p) => [p.x, p.y])); return x.map((v) => known.get(v)); };
      const key = el("p", { className: "key small" });
      chart.figure.append(key);
      studyCharts.push(() => {
        const lines = curves.lines.map((l, i) => ({ name: l.name, values: at(l.points), colour: palette()[i % palette().length], dash: [], marks: true, band: l.low.length ? { low: at(l.low), high: at(l.high) } : null }));
        chart.show({ x, xLabel: curves.x, logX: false, logY: false, rising: true, note: curves.y, lines });
        key.replaceChildren(...lines.map((l) => el("span", {}, mark(l), l.name)));
      });
      return chart.figure;
    };
    const either = (values) => String(values).replaceAll(", ", " or ");
    const describe = () => {
      const p = data.experiments[0].provenance;
      const rules = new Set(data.runs.map((r) => r.optimizer));
      const rates = new Set(data.runs.map((r) => r.learningRate));
      const kind = { ensemble: "An ensemble and its members", distill: "A teacher and its students" }[data.experiments[0].kind];
      const title = several() ? "Experiments compared" : kind ? kind : data.runs.length === 1 ? "One training run"
        : rules.size === 1 && rates.size > 1 ? `${[...rules][0]}: which learning rate?` : "Optimizers compared";
      byId("title").textContent = title;
      const seeds = new Set(data.runs.map((r) => r.seed)).size;
      const folds = data.experiments[0].folds;
      const planned = data.experiments.reduce((a, e) => a + e.planned, 0);
      byId("subtitle").textContent = several() ? data.experiments.map((e) => e.name).join(", ") :
        `${p.model} on ${p.data}: ${p.trainExamples.toLocaleString("en")} training and ${p.validationExamples.toLocaleString("en")} validation examples, ` +
        `${either(p.epochs)} epochs, batches of ${either(p.batch)}, ` + (folds ? `${folds} folds, each validated on by models that learnt from the others, ` : "") + (data.runs.length === 1 ? `seed ${data.runs[0].seed}.`
          : `${seeds} ${seeds === 1 ? "seed" : "seeds"}. Runs with the same seed start from the same weights${data.runs.some((r) => r.facts) ? "" : " and see the same batches"}.`) +
        (data.runs.length < planned ? ` ${data.runs.length} of ${planned} runs are here.` : "");
      byId("provenance").replaceChildren(...data.experiments.flatMap((e) => [
        ...(several() ? [el("tr", {}, el("th", { textContent: e.name, colSpan: 2 }))] : []),
        ...Object.entries(e.provenance).map(([name, value]) => el("tr", {}, el("th", { textContent: name, scope: "row" }), el("td", { textContent: String(value) })))]));
      studyCharts = [];
      byId("studies").replaceChildren(...data.experiments.flatMap((e) => e.studies.map((study) => ({ name: e.name, study }))).map(({ name, study }) => el("section", {},
        el("h2", { textContent: several() ? `${name}: ${study.title}` : study.title }),
        el("div", { className: "scroll" }, el("table", {}, head(study.head), el("tbody", {}, ...study.rows.map((cells) => row(cells, [0]))))),
        el("p", { className: "small", textContent: study.note }),
        el("div", { className: "panels" }, ...study.charts.map((curves, i) => studyChart(`study-${i}`, curves))),
        el("div", { className: "pictures" }, ...study.pictures.map((svg) => el("img", { src: "data:image/svg+xml;utf8," + encodeURIComponent(svg), alt: svg.match(/aria-label="([^"]*)"/)?.[1] ?? study.title }))))));
      byId("recipes").replaceChildren(head(["setting", "recipe"], [0, 1]), el("tbody", {}, ...bySetting().map((runs) => row([settingOf(runs[0]), runs[0].recipe], [0, 1]))));
    };

    describe();
    restore();

    /** Takes over what is new of runs, and the places they have now. */
    const append = ({ news, ranks, studies }) => {
      let unknown = false;
      if (studies) { data.experiments[0].studies = studies; describe(); }
      for (const run of news) {
        const known = data.runs.find((r) => r.id === run.id);
        if (!known) {
          data.runs.push(run);
          unknown = true;
          continue;
        }
        for (const [key, value] of Object.entries(run)) {
          if (value?.from == null) known[key] = value;
          else extend(known[key], value);
        }
      }
      data.ranks = ranks;
      if (unknown) { describe(); regroup(); drawLegend(); }
      drawInTurn();
    };
    const extend = (table, more) => {
      for (const [column, values] of Object.entries(more)) {
        if (!Array.isArray(values)) continue;
        table[column] ??= [];
        table[column].length = Math.min(table[column].length, more.from);
        for (const v of values) table[column].push(v);
      }
    };
    return { replace: (next) => { data = next; describe(); regroup(); drawLegend(); draw(); }, append, going: (now) => { if (now !== going) { going = now; drawInTurn(); } } };
  };

  return { create };
})();
