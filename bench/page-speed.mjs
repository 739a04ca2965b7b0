// How quick the pages are, in a Chromium without a window:
//   node bench/page-speed.mjs            needs ./ravine built, and chromium on the PATH
// Frames a second of the live page while 50 runs grow, and how long a report of 100 runs with 10,000
// points each takes to be written and to be opened.
import { spawn, spawnSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ravine = join(dirname(dirname(fileURLToPath(import.meta.url))), "ravine");
const folder = mkdtempSync(join(tmpdir(), "ravine-page-"));

/** A store's experiment whose runs are made up. */
function experiment(name, count, steps) {
  const at = join(folder, "runs", name);
  mkdirSync(at, { recursive: true });
  const perEpoch = 100;
  const runs = Array.from({ length: count }, (_, i) => ({ optimizer: "adam" + i, recipe: "adam(learningRate=1e-3)", seed: 0 }));
  const provenance = { data: "strokes", model: "made up", trainExamples: 1000, validationExamples: 100, epochs: steps / perEpoch, batch: 10 };
  writeFileSync(join(at, "experiment.json"), JSON.stringify({ kind: "sweep", data: "strokes", train: 1000, validation: 100,
    model: { hidden: [10], activation: "relu", weights: "0.05" }, epochs: steps / perEpoch, batch: 10, keepModels: false, runs, provenance }));
  return { at, perEpoch, runs: runs.map((run, i) => {
    const of = join(at, run.optimizer + "-1e-3-seed0");
    mkdirSync(of);
    return { events: join(of, "events.jsonl"), i, step: 1 };
  }) };
}

function events(run, from, to, perEpoch) {
  let text = "";
  for (let step = from; step < to; step++) {
    const loss = 2.3 * Math.exp(-step / (400 + 40 * run)) + 0.2 * Math.random();
    const more = step % 8 === 0 ? `,"learningRate":0.001,"gradientNorm":${loss},"updateRatio":${loss / 1000}` : "";
    text += `{"step":${step},"gradients":${step},"seconds":${step * 1e-3},"loss":${loss}${more}}\n`;
    if (step % perEpoch === 0) {
      text += `{"epoch":${step / perEpoch},"step":${step},"gradients":${step},"seconds":${step * 1e-3},"trainLoss":${loss},"trainAccuracy":${Math.max(0, 1 - loss / 3)},"validationLoss":${loss},"validationAccuracy":${Math.max(0, 1 - loss / 2.5)}}\n`;
    }
  }
  return text;
}

class Browser {
  constructor() {
    this.process = spawn("chromium", ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--window-size=1280,1400",
      "--remote-debugging-pipe", "--user-data-dir=" + join(folder, "profile"), "about:blank"], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
    this.waiting = new Map();
    this.calls = 0;
    let rest = "";
    this.process.stdio[4].on("data", (bytes) => {
      rest += bytes;
      const messages = rest.split("\0");
      rest = messages.pop();
      for (const m of messages.map((text) => JSON.parse(text))) this.waiting.get(m.id)?.(m.result ?? m);
    });
  }
  call(method, params = {}) {
    const id = ++this.calls;
    this.process.stdio[3].write(JSON.stringify({ id, method, params, sessionId: this.session }) + "\0");
    return new Promise((resolve) => this.waiting.set(id, resolve));
  }
  async open(url) {
    if (!this.session) {
      const { targetInfos } = await this.call("Target.getTargets");
      const { sessionId } = await this.call("Target.attachToTarget", { targetId: targetInfos.find((t) => t.type === "page").targetId, flatten: true });
      this.session = sessionId;
    }
    await this.call("Page.navigate", { url });
  }
  async value(expression) {
    const answer = await this.call("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
    return answer.result?.value;
  }
  async until(expression) {
    for (let i = 0; i < 400; i++) {
      if (await this.value(expression)) return;
      await sleep(50);
    }
    throw new Error("not in time: " + expression);
  }
}
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function grow(made, run, to) {
  appendFileSync(run.events, events(run.i, run.step, to, made.perEpoch));
  run.step = to;
}

async function live(browser) {
  const made = experiment("live", 50, 4000);
  for (const run of made.runs) grow(made, run, 1000);
  const server = spawn(ravine, ["serve", join(folder, "runs"), "--port", "0"]);
  const address = await new Promise((resolve) => server.stdout.on("data", (text) => {
    const found = String(text).match(/http:\S+/);
    if (found) resolve(new URL(found[0]));
  }));
  await browser.open(`http://${address.host}/experiments/live/${address.search}`);
  await browser.until("document.querySelectorAll('#legend button').length > 50");
  await browser.value(`(() => { window.frames_ = []; let last = performance.now(); const f = (now) => { frames_.push(now - last); last = now; requestAnimationFrame(f); }; requestAnimationFrame(f); })()`);
  const end = Date.now() + 15000;
  let appended = 0;
  while (Date.now() < end) {
    for (const run of made.runs) {
      const before = run.step;
      grow(made, run, Math.min(4001, before + 10));
      appended += run.step - before;
    }
    await sleep(50);
  }
  const times = JSON.parse(await browser.value("JSON.stringify(frames_)")).slice(5).sort((a, b) => a - b);
  const at = (share) => times[Math.floor(share * (times.length - 1))];
  const total = times.reduce((a, b) => a + b, 0);
  console.log(`live page, 50 runs growing by ${Math.round(appended / 15)} steps a second: ${(1000 * times.length / total).toFixed(0)} frames a second; a frame takes ${at(0.5).toFixed(1)} ms (median), ${at(0.95).toFixed(1)} (95 %), ${at(1).toFixed(1)} (longest)`);
  server.kill("SIGINT");
}

async function report(browser) {
  const made = experiment("large", 100, 10000);
  for (const run of made.runs) grow(made, run, 10001);
  const page = join(folder, "large.html");
  const few = experiment("few", 20, 10000);
  for (const run of few.runs) grow(few, run, 10001);
  spawnSync(ravine, ["report", few.at, "--out", page]);
  console.log(`report of 20 runs of 10,000 points: ${(statSync(page).size / 1e6).toFixed(2)} MB`);
  for (let i = 0; i < 3; i++) {
    rmSync(page, { force: true });
    const begin = process.hrtime.bigint();
    const out = spawnSync(ravine, ["report", made.at, "--out", page], { encoding: "utf8" });
    if (out.status !== 0) throw new Error(out.stderr);
    console.log(`report of 100 runs of 10,000 points: written in ${(Number(process.hrtime.bigint() - begin) * 1e-9).toFixed(2)} s (whole command), ${(statSync(page).size / 1e6).toFixed(1)} MB`);
  }
  for (let i = 0; i < 3; i++) {
    await browser.open("about:blank");
    await browser.open("file://" + page);
    await browser.until("document.querySelectorAll('#panels canvas').length === 4 && performance.getEntriesByType('navigation')[0].loadEventEnd > 0");
    const ms = await browser.value("new Promise((r) => requestAnimationFrame(() => r(performance.getEntriesByType('navigation')[0].loadEventEnd)))");
    console.log(`  opened and drawn ${(ms / 1000).toFixed(2)} s after it was asked for`);
  }
}

const browser = new Browser();
try {
  await live(browser);
  await report(browser);
} finally {
  browser.process.kill("SIGKILL");
  await sleep(300);
  rmSync(folder, { recursive: true, force: true });
}
process.exit(0);
