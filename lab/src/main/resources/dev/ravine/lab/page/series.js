"use strict";
// Curves, and what is computed from them.
const Series = (() => {
  const AXES = {
    iteration: { label: "iteration" },
    epoch: { label: "epoch" },
    example: { label: "training example" },
    gradient: { label: "gradient evaluation" },
    second: { label: "second of training" },
  };
  const GRID = 1000;

  const mean = (values) => values.reduce((a, b) => a + b, 0) / values.length;

  const median = (values) => {
    const sorted = [...values].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  };

  /** Where the points of one of a run's tables lie on an axis. */
  const places = (table, axis, run) => {
    const batches = run.counts === "gradient" ? table.gradients ?? table.step : table.step;
    switch (axis) {
      case "epoch": return table.epoch ?? batches.map((batch) => batch / run.stepsPerEpoch);
      case "example": return batches.map((batch) => batch * run.batch);
      case "gradient": return table.gradients ?? table.step;
      case "second": return table.seconds;
      default: return table.step;
    }
  };

  /**
   * Each value by the straight line that fits it and its neighbours best, up to `half` on both sides. In the middle that
   * is their mean; at the ends, where one side has fewer, the line keeps the slope and the curve does not hook. It never
   * leaves what was measured there: the line through an explosion would.
   */
  const smooth = (values, half) => {
    if (half === 0) return values;
    const sums = [[0], [0], [0], [0], [0]]; // of 1, x, x², y, xy
    values.forEach((v, i) => {
      const known = v == null ? 0 : 1;
      [known, known * i, known * i * i, v ?? 0, i * (v ?? 0)].forEach((term, k) => sums[k].push(sums[k][i] + term));
    });
    return values.map((v, i) => {
      if (v == null) return null;
      const from = Math.max(0, i - half), to = Math.min(values.length, i + half + 1);
      const [n, x, xx, y, xy] = sums.map((s) => s[to] - s[from]);
      const spread = n * xx - x * x;
      if (n < 3 || spread <= 0) return y / n;
      const slope = (n * xy - x * y) / spread;
      const fit = (y - slope * x) / n + slope * i;
      if (i - half >= 0 && i + half < values.length && n === to - from) return fit;
      const near = values.slice(from, to).filter((v) => v != null);
      return Math.min(Math.max(fit, Math.min(...near)), Math.max(...near));
    });
  };

  /** Several lists, value by value, as far as all of them go; nothing where one of them has nothing. */
  const across = (lists, combine) => {
    if (lists.length === 1 && combine === mean) return lists[0];
    const length = lists.length ? Math.min(...lists.map((list) => list.length)) : 0;
    return Array.from({ length }, (_, i) => {
      const values = lists.map((list) => list[i]);
      return values.some((v) => v == null) ? null : combine(values);
    });
  };

  const deviation = (values) => {
    if (values.length < 2) return 0;
    const m = mean(values);
    return Math.sqrt(values.reduce((a, v) => a + (v - m) ** 2, 0) / (values.length - 1));
  };

  /** How many seeds an interval needs: two say next to nothing of their noise. */
  const FEWEST = 3;

  /** The edges of a band around the mean: least and greatest (of too few seeds always), one deviation, or 95 %; never beyond what is possible. */
  const edges = (kind, values, tQuantiles, [least, greatest] = [-Infinity, Infinity]) => {
    if (kind === "range" || values.length < FEWEST) return [Math.min(...values), Math.max(...values)];
    const m = mean(values);
    const half = kind === "deviation" ? deviation(values) : tQuantiles[values.length] * deviation(values) / Math.sqrt(values.length);
    return [Math.max(least, m - half), Math.min(greatest, m + half)];
  };

  /** A curve at other places, by straight lines between its points. */
  const resample = (x, y, grid) => {
    let i = 0;
    return grid.map((at) => {
      if (x.length === 0 || at < x[0] || at > x[x.length - 1]) return null;
      while (i < x.length - 2 && x[i + 1] < at) i++;
      if (x.length === 1 || y[i] == null || y[i + 1] == null) return y[i];
      const share = x[i + 1] === x[i] ? 0 : (at - x[i]) / (x[i + 1] - x[i]);
      return y[i] + share * (y[i + 1] - y[i]);
    });
  };

  /** Puts curves on the same places: their own if they are the same, else an even grid. */
  const align = (curves) => {
    const longest = curves.reduce((a, b) => (b.x.length > a.length ? b.x : a), []);
    const same = curves.every((c) => c.x.every((v, i) => v === longest[i]));
    if (same) {
      return { x: longest, values: curves.map((c) => longest.map((_, i) => c.y[i] ?? null)) };
    }
    const last = Math.max(...curves.map((c) => c.x[c.x.length - 1] ?? 0));
    const first = Math.min(...curves.map((c) => c.x[0] ?? last));
    const grid = Array.from({ length: GRID }, (_, i) => first + ((last - first) * i) / (GRID - 1));
    return { x: grid, values: curves.map((c) => resample(c.x, c.y, grid)) };
  };

  /** The first place where a curve reaches a target, or infinity. */
  const reaches = (x, y, target, rising) => {
    const i = y.findIndex((v) => v != null && (rising ? v >= target : v <= target));
    return i < 0 ? Infinity : x[i];
  };

  /** How many times the greatest learning rate around the best is the least one, while the result stays within 5 %. */
  const width = (points, rising) => {
    const good = (v) => v != null && (rising ? v >= 0.95 * best : v <= 1.05 * best);
    const known = points.map((p) => p.value).filter((v) => v != null);
    if (known.length === 0) return null;
    const best = rising ? Math.max(...known) : Math.min(...known);
    const limit = rising ? 0.95 * best : 1.05 * best;
    const at = points.findIndex((p) => p.value === best);
    const edge = (step) => {
      let i = at;
      while (points[i + step] && good(points[i + step].value)) i += step;
      const inside = points[i];
      const outside = points[i + step];
      if (!outside || outside.value == null) return { rate: inside.rate, open: !outside };
      const share = (limit - inside.value) / (outside.value - inside.value);
      return { rate: inside.rate * (outside.rate / inside.rate) ** share, open: false };
    };
    const low = edge(-1);
    const high = edge(1);
    return { best, rate: points[at].rate, low, high };
  };

  /**
   * A performance profile (Dolan and Moré 2002, as AlgoPerf uses it): for each name the share of problems that
   * it solves in at most tau times the time of the fastest there, and its score, the mean of that share over tau from 1 to `end`.
   * @param times name → time of each problem, infinite if it never got there
   */
  const profile = (times, end) => {
    const problems = Math.max(0, ...[...times.values()].map((t) => t.length));
    const fastest = Array.from({ length: problems }, (_, p) => Math.min(...[...times.values()].map((t) => t[p])));
    const ratios = new Map([...times].map(([name, t]) => [name, t.map((v, p) => (v === Infinity ? Infinity : fastest[p] === 0 ? 1 : v / fastest[p])).sort((a, b) => a - b)]));
    const share = (name, tau) => ratios.get(name).filter((r) => r <= tau).length / problems;
    const score = (name) => ratios.get(name).reduce((sum, r) => sum + Math.max(0, end - r), 0) / (problems * (end - 1));
    return { problems, ratios, share, score };
  };

  return { AXES, FEWEST, places, smooth, across, edges, align, reaches, width, profile, mean, median, deviation };
})();
