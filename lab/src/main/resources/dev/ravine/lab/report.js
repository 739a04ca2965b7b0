"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const HALF_WINDOW = 5;
  // Okabe and Ito's colours, which stay apart for colour-blind eyes; dashes help where they repeat.
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const COLOURS = dark
    ? ["#56b4e9", "#ff7b39", "#2fc39a", "#e58fc0", "#e6b000", "#d5dae1", "#8f9bff"]
    : ["#0072b2", "#d55e00", "#009e73", "#b0468a", "#c98500", "#30363d", "#56b4e9"];
  const DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3]];
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const el = (name, properties = {}, ...children) => {
    const e = Object.assign(document.createElement(name), properties);
    e.append(...children);
    return e;
  };

  // Runs that differ by seed alone are one series: a bold mean and a faint line for each seed.
  const rules = new Set(data.runs.map((r) => r.optimizer));
  const rates = new Set(data.runs.map((r) => r.learningRate));
  const groups = [];
  for (const run of data.runs) {
    let group = groups.find((g) => g.label === run.label);
    if (!group) {
      const i = groups.length;
      group = { label: run.label, optimizer: run.optimizer, runs: [], shown: true,
        colour: COLOURS[i % COLOURS.length], dash: DASHES[Math.floor(i / COLOURS.length) % DASHES.length] };
      groups.push(group);
    }
    group.runs.push(run);
  }
  const seeds = Math.max(0, ...groups.map((g) => g.runs.length));
  const number = (x) => (x === 0 || (Math.abs(x) >= 1e-2 && Math.abs(x) < 1e5)) ? String(x) : x.toExponential().replace("e+", "e");

  const p = data.provenance;
  const title = data.kind === "sweep" && rules.size === 1
    ? `${groups[0].optimizer}: which learning rate?`
    : data.kind === "train" ? "One training run" : "Optimizers compared";
  document.getElementById("title").textContent = title;
  document.getElementById("subtitle").textContent =
    `${p.model} on ${p.data}: ${p.trainExamples.toLocaleString("en")} training and ` +
    `${p.validationExamples.toLocaleString("en")} validation examples, ${p.epochs} epochs, batches of ${p.batch}, ` +
    (data.runs.length === 1 ? `seed ${data.runs[0].seed}.` : `${seeds} ${seeds === 1 ? "seed" : "seeds"}. Every run with the same seed starts from the same weights and sees the same batches.`) +
    (seeds > 1 ? " Lines are means over the seeds, ± is their standard deviation." : "") +
    (data.runs.length < data.planned ? ` Stopped early: ${data.runs.length} of ${data.planned} runs are here.` : "");

  const mean = (lists) => {
    const length = Math.max(0, ...lists.map((l) => l.length));
    return Array.from({ length }, (_, i) => {
      const values = lists.map((l) => l[i]);
      return values.some((v) => v == null) ? null : values.reduce((a, b) => a + b, 0) / values.length;
    });
  };
  const smooth = (list) => list.map((v, i) => {
    if (v == null) return null;
    let sum = 0, n = 0;
    for (let j = Math.max(0, i - HALF_WINDOW); j <= Math.min(list.length - 1, i + HALF_WINDOW); j++) {
      if (list[j] != null) { sum += list[j]; n++; }
    }
    return sum / n;
  });

  // A series for each line of a panel: bold ones first in the tooltip.
  const panel = (pick, from, smoothed) => {
    const lines = [];
    for (const group of groups) {
      const lists = group.runs.map(pick);
      if (smoothed || lists.length > 1) lists.forEach((values) => lines.push({ group, values, faint: true }));
      const average = mean(lists);
      lines.push({ group, values: smoothed ? smooth(average) : average, faint: false });
    }
    const length = Math.max(1, ...lines.map((l) => l.values.length));
    return { lines, x: Array.from({ length }, (_, i) => i + from) };
  };
  const panels = {
    loss: { ...panel((r) => r.losses, 1, true), x_label: "iteration", format: (v) => v.toPrecision(4) },
    train: { ...panel((r) => r.trainAccuracy, 0, false), x_label: "epoch", format: (v) => (100 * v).toFixed(1) + " %" },
    validation: { ...panel((r) => r.validationAccuracy, 0, false), x_label: "epoch", format: (v) => (100 * v).toFixed(1) + " %" },
  };

  // The loss axis shows what matters: a run that explodes may leave the picture, and is named below it.
  const starts = data.runs.map((r) => r.losses[0]).filter((v) => v != null).sort((a, b) => a - b);
  const lossTop = starts.length ? 1.6 * starts[Math.floor(starts.length / 2)] : 1;
  const leaving = new Set();
  panels.loss.lines.filter((l) => !l.faint).forEach((l) => { if (l.values.some((v) => v > lossTop)) leaving.add(l.group.label); });
  const diverged = data.runs.filter((r) => r.diverged);
  const notes = [];
  if (leaving.size) notes.push(`The loss of ${[...leaving].join(", ")} leaves the picture on the linear axis.`);
  if (diverged.length) notes.push(diverged.map((r) => `${r.label}, seed ${r.seed}, ${r.outcome}`).join("; ") + ".");
  document.getElementById("note").textContent = notes.join(" ");

  const charts = [];
  let logarithmic = false;
  const tip = el("div", { className: "tip" });
  document.body.append(tip);

  const draw = (id) => {
    const { lines, x, x_label, format } = panels[id];
    const host = document.getElementById(id);
    host.replaceChildren();
    const isLoss = id === "loss";
    const axis = { stroke: css("--quiet"), grid: { stroke: css("--grid"), width: 1 }, ticks: { stroke: css("--grid") }, font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif" };
    const top = () => {
      const shown = lines.filter((l) => l.group.shown).flatMap((l) => l.values).filter((v) => v != null);
      return shown.length ? Math.max(...shown) : 1;
    };
    const options = {
      width: host.clientWidth, height: 280,
      cursor: { sync: isLoss ? undefined : { key: "epochs" }, drag: { x: true, y: false }, points: { show: false } },
      scales: {
        x: { time: false },
        y: isLoss && logarithmic
          ? { distr: 3 }
          : { range: () => isLoss ? [0, Math.min(lossTop, 1.05 * top())] : [0, Math.min(1, Math.ceil(10.5 * top()) / 10)] },
      },
      axes: [
        { ...axis, label: x_label, labelSize: 20, size: 34, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 2e4, 5e4, 1e5, 1e6] },
        { ...axis, size: 52, values: (u, ticks) => ticks.map((v) => v == null ? "" : isLoss ? (v < 1e-2 ? number(+v.toPrecision(3)) : String(+v.toPrecision(3))) : `${Math.round(100 * v)} %`) },
      ],
      series: [{}].concat(lines.map((l) => ({
        label: l.group.label, show: l.group.shown, stroke: l.group.colour, dash: l.faint ? [] : l.group.dash,
        width: l.faint ? 1 : 2.25, alpha: l.faint ? (isLoss ? 0.32 : 0.4) : 1,
        points: { show: !isLoss && !l.faint, size: 6, fill: l.group.colour },
      }))),
      hooks: {
        setCursor: [(u) => {
          const i = u.cursor.idx;
          if (i == null || u.cursor.left < 0 || !host.matches(":hover")) { if (!document.querySelector(".chart:hover")) tip.style.display = "none"; return; }
          const rows = lines.filter((l) => !l.faint && l.group.shown && l.values[i] != null)
            .sort((a, b) => isLoss ? a.values[i] - b.values[i] : b.values[i] - a.values[i]);
          tip.replaceChildren(el("div", { textContent: `${x_label} ${x[i]}` }), ...rows.map((l) => {
            const swatch = el("span", { className: "swatch" });
            swatch.style.background = l.group.colour;
            return el("div", {}, swatch, `${l.group.label}: ${format(l.values[i])}`);
          }));
          const box = host.getBoundingClientRect();
          tip.style.display = "block";
          const left = box.left + scrollX + u.cursor.left + 76;
          tip.style.left = Math.min(left, scrollX + innerWidth - tip.offsetWidth - 12) + "px";
          tip.style.top = box.top + scrollY + 12 + "px";
        }],
      },
    };
    const padded = lines.map((l) => Array.from({ length: x.length }, (_, i) => {
      const v = l.values[i];
      return v == null || (isLoss && logarithmic && v <= 0) ? null : v;
    }));
    charts.push({ host, chart: new uPlot(options, [x, ...padded], host), lines });
    host.setAttribute("role", "img");
    host.setAttribute("aria-label", `Chart of ${id} by ${x_label}; the table below has the final numbers`);
  };
  const redraw = () => {
    charts.splice(0).forEach(({ chart }) => chart.destroy());
    Object.keys(panels).forEach(draw);
  };

  const mark = (group) =>
    `<svg viewBox="0 0 24 10" aria-hidden="true"><path d="M0 5H24" stroke="${group.colour}" stroke-width="3" stroke-dasharray="${group.dash.join(" ")}"/></svg>`;
  const legend = document.getElementById("legend");
  for (const group of groups) {
    const button = el("button", { type: "button" });
    button.innerHTML = mark(group);
    button.append(rates.size > 1 || data.kind !== "compare" ? group.label : group.optimizer);
    button.setAttribute("aria-pressed", "true");
    button.addEventListener("click", () => {
      group.shown = !group.shown;
      button.setAttribute("aria-pressed", String(group.shown));
      redraw();
    });
    legend.append(button);
  }
  document.getElementById("log").addEventListener("change", (e) => { logarithmic = e.target.checked; redraw(); });
  document.addEventListener("mouseleave", () => { tip.style.display = "none"; });
  addEventListener("resize", () => charts.forEach(({ host, chart }) => chart.setSize({ width: host.clientWidth, height: 280 })));
  redraw();

  // What was measured before the first step is no result.
  const last = (list) => list.length > 1 ? list[list.length - 1] : null;
  const spread = (values, show) => {
    const known = values.filter((v) => v != null);
    if (!known.length) return "–";
    const m = known.reduce((a, b) => a + b, 0) / known.length;
    if (known.length < 2) return show(m);
    const deviation = Math.sqrt(known.reduce((a, b) => a + (b - m) ** 2, 0) / (known.length - 1));
    return `${show(m)} ± ${show(deviation)}`;
  };
  const percent = (v) => (100 * v).toFixed(1) + " %";
  const rank = (g) => g.runs.some((r) => r.diverged) ? -1 : mean([g.runs.map((r) => last(r.validationAccuracy) ?? 0)]).reduce((a, b) => a + b, 0) / g.runs.length;
  const results = document.getElementById("results");
  const heads = ["rule", "learning rate", "training loss", "training accuracy", "validation accuracy", "ms per step", "outcome"];
  results.append(el("thead", {}, el("tr", {}, ...heads.map((h, i) => el("th", { textContent: h, className: i === 0 || i === 6 ? "text" : "", scope: "col" })))));
  const body = el("tbody");
  for (const g of [...groups].sort((a, b) => rank(b) - rank(a))) {
    const line = el("span", { className: "mark" });
    line.innerHTML = mark(g);
    const other = g.runs.filter((r) => r.outcome !== "finished");
    const outcomes = !other.length ? "finished" : g.runs.length === 1 ? other[0].outcome
      : `${other.length} of ${g.runs.length} ${[...new Set(other.map((r) => r.outcome.split(" ")[0]))].join(" or ")}`;
    const cells = [
      number(g.runs[0].learningRate),
      spread(g.runs.map((r) => r.finalTrainLoss), (v) => v.toFixed(3)),
      spread(g.runs.map((r) => last(r.trainAccuracy)), percent),
      spread(g.runs.map((r) => last(r.validationAccuracy)), percent),
      spread(g.runs.map((r) => r.millisPerStep), (v) => v.toFixed(2)),
    ];
    body.append(el("tr", { className: g.runs.some((r) => r.diverged) ? "diverged" : "" },
      el("td", { className: "text", title: g.runs[0].recipe }, line, g.optimizer),
      ...cells.map((textContent) => el("td", { textContent })),
      el("td", { className: "text", textContent: outcomes, title: g.runs.map((r) => `seed ${r.seed}: ${r.outcome}`).join("\n") })));
  }
  results.append(body);

  const provenance = document.getElementById("provenance");
  for (const [name, value] of Object.entries(p)) {
    provenance.append(el("tr", {}, el("th", { textContent: name, scope: "row" }), el("td", { textContent: String(value) })));
  }
})();
