"use strict";
// One picture: drawn by uPlot, read with mouse or keyboard, taken along as CSV, SVG, PNG or table.
const Chart = (() => {
  const HEIGHT = 280;
  const TABLE_ROWS = 100;
  const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const el = (name, properties = {}, ...children) => {
    const e = Object.assign(document.createElement(name), properties);
    e.append(...children);
    return e;
  };
  const escape = (text) => text.replace(/[&<>"]/g, (c) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[c]);
  const short = (v) => {
    if (v === 0) return "0";
    const size = Math.abs(v);
    return size >= 1e-3 && size < 1e6 ? String(+v.toPrecision(3)) : v.toExponential(2).replace(/\.?0+e/, "e").replace("e+", "e");
  };
  // Round places on a logarithmic axis: powers of ten over many decades, and 1, 2, 5 or finer over few.
  const logTicks = (min, max) => {
    const decades = Math.log10(max / min);
    if (decades < 0.5) { // as on a linear axis
      const rough = (max - min) / 5, power = 10 ** Math.floor(Math.log10(rough));
      const step = [1, 2, 5, 10].map((f) => f * power).find((s) => s >= rough);
      const ticks = [];
      for (let v = Math.ceil(min / step) * step; v <= max; v += step) ticks.push(+v.toPrecision(12));
      return ticks;
    }
    const factors = decades > 3 ? [1] : decades > 1.5 ? [1, 3] : [1, 2, 3, 5, 7];
    const every = Math.max(1, Math.ceil(decades / 9));
    const ticks = [];
    for (let e = Math.floor(Math.log10(min)); e <= Math.ceil(Math.log10(max)); e++) {
      if (e % every !== 0) continue;
      factors.map((f) => +(f * 10 ** e).toPrecision(12)).filter((v) => v >= min && v <= max).forEach((v) => ticks.push(v));
    }
    return ticks;
  };
  const logAxis = { splits: (u, axis, min, max) => logTicks(min, max), filter: (u, splits) => splits };
  /** The ends of an axis, apart: where there is nothing to show yet, or one value, uPlot would look for ticks for ever. */
  const possible = ([low, high]) => {
    if (!Number.isFinite(low) || !Number.isFinite(high)) return [0.1, 1];
    return low < high ? [low, high] : [low - 0.05 * (Math.abs(low) || 1), low + 0.05 * (Math.abs(low) || 1)];
  };
  /** A learning rate as recipes have it. */
  const rate = (v) => (v === 0 || (Math.abs(v) >= 1e-2 && Math.abs(v) < 1e5) ? String(+v.toPrecision(3)) : (+v.toPrecision(3)).toExponential().replace("e+", "e"));
  const download = (name, type, content) => {
    const url = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    const link = el("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  };

  // An axis from one place to the same has no marks, and uPlot would look for them for ever.
  const setX = (plot, min, max) => { if (max > min) plot.setScale("x", { min, max }); };

  /**
   * A figure with a chart.
   * @param title what is shown
   * @param percent whether values are shares
   * @param sync name of the charts that share a cursor and a zoom, if any
   */
  const create = ({ id, title, percent = false, sync = null }) => {
    const format = (v) => (v == null ? "–" : percent ? (100 * v).toFixed(1) + " %" : String(+v.toPrecision(4)));
    const host = el("div", { className: "chart", id: "chart-" + id, tabIndex: 0 });
    const note = el("small");
    const table = el("div", { className: "scroll data", hidden: true });
    const live = el("div", { className: "unseen" });
    live.setAttribute("aria-live", "polite");
    const button = (text, label, act) => {
      const b = el("button", { type: "button", textContent: text, title: label });
      b.setAttribute("aria-label", `${title}: ${label}`);
      b.addEventListener("click", act);
      return b;
    };
    const tableButton = button("table", "show the numbers as a table", () => {
      table.hidden = !table.hidden;
      tableButton.setAttribute("aria-pressed", String(!table.hidden));
      fillTable();
    });
    tableButton.setAttribute("aria-pressed", "false");
    const tools = el("span", { className: "tools" },
      tableButton,
      button("CSV", "download the numbers", () => download(id + ".csv", "text/csv", csv())),
      button("SVG", "download the picture as SVG", () => download(id + ".svg", "image/svg+xml", svg())),
      button("PNG", "download the picture as PNG", png),
      button("reset", "show everything again", () => whole()));
    const figure = el("figure", { id }, el("figcaption", {}, title + " ", note, tools), host, table, live);
    let plot = null;
    let drawn = "";
    let content = { x: [], lines: [], xLabel: "", logX: false, logY: false, note: "" };
    // Where the numbers that are drawn begin and end. Their lists grow while a run goes on, so this is a copy.
    let extent = null;
    const zoomed = () => plot && extent && plot.scales.x.min != null && (plot.scales.x.min > extent.first || plot.scales.x.max < extent.last);
    const tip = document.getElementById("tip") ?? document.body.appendChild(el("div", { id: "tip", className: "tip" }));

    const xText = (v) => (content.xRate ? rate(v) : short(v));
    const shown = () => content.lines.filter((line) => !line.faint);
    const inView = (i) => !plot || (content.x[i] >= plot.scales.x.min && content.x[i] <= plot.scales.x.max);

    const csv = () => {
      const safe = (text) => (/^[=+\-@\t\r]/.test(text) ? "'" + text : text); // no formula for a spreadsheet
      const quoted = (text) => (/[",\n]/.test(text) ? '"' + safe(text).replace(/"/g, '""') + '"' : safe(text));
      const rows = content.x.map((x, i) => [x, ...content.lines.map((l) => l.values[i] ?? "")]).filter((_, i) => inView(i));
      return [[content.xLabel, ...content.lines.map((l) => l.name)].map(quoted).join(","), ...rows.map((r) => r.join(","))].join("\n") + "\n";
    };

    const fillTable = () => {
      if (table.hidden) return;
      const lines = shown();
      const rows = content.x.map((_, i) => i).filter((i) => inView(i) && lines.some((l) => l.values[i] != null));
      const every = Math.ceil(rows.length / TABLE_ROWS);
      const body = rows.filter((_, i) => i % every === 0 || i === rows.length - 1).map((i) =>
        el("tr", {}, el("th", { scope: "row", textContent: xText(content.x[i]) }), ...lines.map((l) => el("td", { textContent: format(l.values[i]) }))));
      table.replaceChildren(el("table", {},
        el("caption", { textContent: every > 1 ? `every ${every}th point; the CSV has all` : "" }),
        el("thead", {}, el("tr", {}, el("th", { scope: "col", textContent: content.xLabel }), ...lines.map((l) => el("th", { scope: "col", textContent: l.name })))),
        el("tbody", {}, ...body)));
    };

    const svg = () => {
      const box = plot.bbox;
      const scale = devicePixelRatio || 1;
      const left = box.left / scale, top = box.top / scale, width = box.width / scale, height = box.height / scale;
      const out = [];
      const total = { w: plot.width, h: plot.height + 26 + 18 * Math.ceil(shown().length / 4) };
      out.push(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${total.w} ${total.h}" width="${total.w}" height="${total.h}" font-family="system-ui, sans-serif" font-size="12">`);
      out.push(`<rect width="100%" height="100%" fill="${css("--ground")}"/><text x="${left}" y="16" font-weight="600" fill="${css("--ink")}">${escape(title)}</text><g transform="translate(0 22)">`);
      out.push(`<clipPath id="c"><rect x="${left}" y="${top}" width="${width}" height="${height}"/></clipPath>`);
      plot.axes.forEach((axis, a) => {
        const texts = axis._values ?? [];
        (axis._splits ?? []).forEach((v, i) => {
          if (v == null) return;
          const at = plot.valToPos(v, a === 0 ? "x" : "y");
          const line = a === 0 ? `x1="${left + at}" x2="${left + at}" y1="${top}" y2="${top + height}"` : `x1="${left}" x2="${left + width}" y1="${top + at}" y2="${top + at}"`;
          out.push(`<line ${line} stroke="${css("--grid")}"/>`);
          const text = texts[i] == null ? "" : escape(String(texts[i]));
          out.push(a === 0 ? `<text x="${left + at}" y="${top + height + 16}" text-anchor="middle" fill="${css("--quiet")}">${text}</text>` : `<text x="${left - 8}" y="${top + at + 4}" text-anchor="end" fill="${css("--quiet")}">${text}</text>`);
        });
      });
      out.push(`<text x="${left + width / 2}" y="${top + height + 32}" text-anchor="middle" fill="${css("--quiet")}">${escape(content.xLabel)}</text><g clip-path="url(#c)" fill="none">`);
      content.lines.forEach((l) => {
        let path = "", pen = false;
        content.x.forEach((x, i) => {
          const y = l.values[i];
          if (y == null) { pen = false; return; }
          path += `${pen ? "L" : "M"}${(left + plot.valToPos(x, "x")).toFixed(1)} ${(top + plot.valToPos(y, "y")).toFixed(1)}`;
          pen = true;
        });
        out.push(`<path d="${path}" stroke="${l.colour}" stroke-width="${l.faint ? 1 : 2.25}" stroke-opacity="${l.faint ? 0.35 : 1}" stroke-dasharray="${l.faint ? "" : l.dash.join(" ")}"/>`);
      });
      out.push("</g>");
      shown().forEach((l, i) => {
        const x = left + (i % 4) * (width / 4), y = plot.height + 14 + 18 * Math.floor(i / 4);
        out.push(`<line x1="${x}" x2="${x + 22}" y1="${y - 4}" y2="${y - 4}" stroke="${l.colour}" stroke-width="3" stroke-dasharray="${l.dash.join(" ")}"/><text x="${x + 28}" y="${y}" fill="${css("--ink")}">${escape(l.name)}</text>`);
      });
      out.push("</g></svg>\n");
      return out.join("");
    };

    function png() {
      const scale = 2;
      const image = new Image();
      const text = svg();
      const [, w, h] = text.match(/viewBox="0 0 (\d+(?:\.\d+)?) (\d+(?:\.\d+)?)"/);
      image.onload = () => {
        const canvas = el("canvas", { width: w * scale, height: h * scale });
        canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
        canvas.toBlob((blob) => download(id + ".png", "image/png", blob));
      };
      image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(text);
    }

    const whole = () => {
      if (!plot || content.x.length === 0) return;
      const peers = sync ? uPlot.sync(sync).plots : [plot];
      peers.forEach((p) => setX(p, p.data[0][0], p.data[0][p.data[0].length - 1]));
    };

    const values = (i) => shown().filter((l) => l.values[i] != null);

    const showTip = (u) => {
      const i = u.cursor.idx;
      if (i == null || u.cursor.left < 0 || !(host.matches(":hover") || document.activeElement === host)) {
        if (host.matches(":hover") || document.activeElement === host) tip.style.display = "none";
        return;
      }
      const rows = values(i).sort((a, b) => (content.rising ? b.values[i] - a.values[i] : a.values[i] - b.values[i]));
      tip.replaceChildren(el("div", { textContent: `${content.xLabel} ${xText(content.x[i])}` }), ...rows.slice(0, 15).map((l) => {
        const swatch = el("span", { className: "swatch" });
        swatch.style.background = l.colour;
        return el("div", {}, swatch, `${l.name}: ${format(l.values[i])}`);
      }));
      if (rows.length > 15) tip.append(el("div", { textContent: `… and ${rows.length - 15} more` }));
      const box = host.getBoundingClientRect();
      tip.style.display = rows.length ? "block" : "none";
      tip.style.left = Math.max(4, Math.min(box.left + scrollX + u.cursor.left + 76, scrollX + innerWidth - tip.offsetWidth - 12)) + "px";
      tip.style.top = box.top + scrollY + 12 + "px";
    };

    const keyboard = (e) => {
      if (!plot || content.x.length === 0) return;
      const { min, max } = plot.scales.x;
      let i = plot.cursor.idx ?? content.x.findIndex((x) => x >= min);
      const zoom = (factor) => {
        const centre = content.x[i];
        const peers = sync ? uPlot.sync(sync).plots : [plot];
        peers.forEach((p) => setX(p, Math.max(content.x[0], centre - (centre - min) * factor), Math.min(content.x[content.x.length - 1], centre + (max - centre) * factor)));
      };
      const far = Math.max(1, Math.round(content.x.length / 20));
      switch (e.key) {
        case "ArrowLeft": i -= e.shiftKey ? far : 1; break;
        case "ArrowRight": i += e.shiftKey ? far : 1; break;
        case "Home": i = 0; break;
        case "End": i = content.x.length - 1; break;
        case "+": case "=": zoom(0.5); break;
        case "-": zoom(2); break;
        case "0": case "Escape": whole(); break;
        default: return;
      }
      e.preventDefault();
      i = Math.max(0, Math.min(content.x.length - 1, i));
      plot.setCursor({ left: plot.valToPos(content.x[i], "x"), top: 0 });
      live.textContent = `${content.xLabel} ${xText(content.x[i])}: ` + values(i).slice(0, 15).map((l) => `${l.name} ${format(l.values[i])}`).join(", ");
    };
    host.addEventListener("keydown", keyboard);
    host.addEventListener("blur", () => { tip.style.display = "none"; });
    host.addEventListener("mouseleave", () => { tip.style.display = "none"; });

    /**
     * Draws.
     * @param next x, xLabel, xRate (whether x is a learning rate), logX, logY, note, rising (whether more is better), range of y if it is not
     *   the lines' own, and lines: name, values, colour, dash, faint, and perhaps band {low, high} and marks
     */
    const show = (next) => {
      const positive = (list) => (next.logY ? list.map((v) => (v > 0 ? v : null)) : list);
      const data = [next.x];
      for (const line of next.lines) {
        if (line.band) data.push(positive(line.band.high), positive(line.band.low));
        data.push(positive(line.values));
      }
      const looks = JSON.stringify([next.xLabel, next.logX, next.logY, host.clientWidth, css("--ground"),
        next.lines.map((l) => [l.name, l.colour, l.dash, l.faint, l.dim, Boolean(l.marks), Boolean(l.band)])]);
      note.textContent = next.note ?? "";
      if (plot && looks === drawn && content.x.length > 1 && next.x.length > 1) {
        const { min, max } = plot.scales.x;
        const kept = zoomed();
        content = next;
        extent = { first: next.x[0], last: next.x[next.x.length - 1] };
        plot.setData(data, !kept);
        if (kept) setX(plot, min, max);
        fillTable();
        return;
      }
      drawn = looks;
      rebuild(next, data);
      extent = next.x.length ? { first: next.x[0], last: next.x[next.x.length - 1] } : null;
    };

    const rebuild = (next, data) => {
      const view = next.xLabel === content.xLabel && next.logX === content.logX && next.x.length > 1 && zoomed() ? { ...plot.scales.x } : null;
      content = next;
      plot?.destroy();
      host.replaceChildren();
      const axis = { stroke: css("--quiet"), grid: { stroke: css("--grid"), width: 1 }, ticks: { stroke: css("--grid") }, font: "12px system-ui, sans-serif", labelFont: "12px system-ui, sans-serif" };
      const series = [{}];
      const bands = [];
      for (const line of next.lines) {
        if (line.band) {
          for (let edge = 0; edge < 2; edge++) series.push({ stroke: "transparent", width: 0, points: { show: false } });
          bands.push({ series: [series.length - 2, series.length - 1], fill: line.colour + "2e" });
        }
        const alone = line.values.filter((v) => v != null).length === 1;
        series.push({
          stroke: line.colour, width: line.faint ? 1 : 2.25, dash: line.faint ? [] : line.dash, alpha: (line.dim ? 0.15 : 1) * (line.faint ? 0.35 : 1),
          points: { show: alone || Boolean(line.marks), size: 6, fill: line.colour }, spanGaps: Boolean(line.marks),
        });
      }
      const options = {
        width: Math.max(200, host.clientWidth), height: HEIGHT, bands, series,
        legend: { show: false },
        cursor: { sync: sync ? { key: sync, scales: ["x", null] } : undefined, drag: { x: true, y: false }, points: { show: false } },
        scales: {
          x: { time: false, distr: next.logX ? 3 : 1, range: (u, low, high) => (high > low ? [low, high] : next.logX ? [low / 2, high * 2] : [low - 1, high + 1]) },
          y: next.logY ? { distr: 3, range: (u, low, high) => possible(content.range ? content.range(u, low, high) : [low / 1.1, high * 1.1]) } : { range: next.range ? (u, low, high) => possible(content.range(u, low, high)) : undefined },
        },
        axes: [
          { ...axis, label: next.xLabel, labelSize: 20, size: 34, ...(next.logX ? logAxis : {}), values: (u, ticks) => ticks.map((v) => (v == null ? "" : xText(v))) },
          { ...axis, size: 58, ...(next.logY ? logAxis : {}), values: (u, ticks) => ticks.map((v) => (v == null ? "" : percent ? `${+(100 * v).toPrecision(3)} %` : short(v))) },
        ],
        hooks: { setCursor: [showTip], setScale: [(u, key) => { if (key === "x") fillTable(); }] },
      };
      plot = new uPlot(options, data, host);
      if (view) setX(plot, view.min, view.max);
      host.setAttribute("role", "application");
      host.setAttribute("aria-label", `${title} by ${next.xLabel}. Arrow keys read it, plus and minus zoom, 0 shows everything.`);
      fillTable();
    };
    addEventListener("resize", () => plot?.setSize({ width: Math.max(200, host.clientWidth), height: HEIGHT }));
    return { figure, show, csv, svg };
  };

  return { create, el, short, rate, possible, download, css };
})();
