// inkjs, given the jobs of `driving.py`, in the same words: a compiled story is played by its
// runtime, an Ink file is compiled by its compiler.
//
//     node with_inkjs.js JOB FILE [SCRATCH]

"use strict";
const crypto = require("crypto");
const fs = require("fs");
const path = require("path");
const modules = process.env.BENCH_INKJS;
const { Story } = require(path.join(modules, "dist/ink.js"));

const SEED = 1918;
const LAP = 10_000;
const LAPS = 10;
const LONGEST = 5.0;
const TOLD = 20_000;
const BEFORE = 1_000;
const KEPT = 20;
const UNDONE = 100;
const EDITS = 3;

const now = () => Number(process.hrtime.bigint()) / 1e9;

class Chance {
  constructor(seed) {
    this.number = seed;
  }
  below(count) {
    this.number = (Math.imul(1664525, this.number) + 1013904223) >>> 0;
    return (this.number >>> 16) % count;
  }
}

const kept = [];

class Ink {
  load(file) {
    this.story = new Story(fs.readFileSync(file, "utf-8").replace("\ufeff", ""));
    this.told();
  }
  told() {
    this.text = this.story.ContinueMaximally();
  }
  page() {
    return [this.text.slice(0, -1), this.story.currentChoices.map((choice) => choice.text)];
  }
  choose(number) {
    this.story.ChooseChoiceIndex(number);
    this.told();
  }
  restart() {
    this.story.ResetState();
    this.told();
  }
  keep(file) {
    const to = fs.openSync(file, "w");
    fs.writeSync(to, this.story.state.ToJson());
    fs.fsyncSync(to);
    fs.closeSync(to);
  }
  restore(file) {
    this.story.state.LoadJson(fs.readFileSync(file, "utf-8"));
  }
  // It has no undo: a state is kept before each choice, and taken up again.
  remember() {
    kept.push([this.story.state.ToJson(), this.text]);
  }
  undo() {
    const [state, text] = kept.pop();
    this.story.state.LoadJson(state);
    this.text = text;
  }
}

function wander(engine, chance, choices) {
  for (let made = 0; made < choices; made++) {
    let offered = engine.page()[1];
    while (!offered.length) {
      engine.restart();
      offered = engine.page()[1];
    }
    engine.choose(chance.below(offered.length));
  }
}

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

const jobs = {
  play(engine, file, scratch) {
    const loaded = jobs.load(engine, file);
    wander(engine, new Chance(SEED), BEFORE);
    const peak = process.resourceUsage().maxRSS / 1024;
    return { ...loaded, peak, ...keep(engine, scratch), ...undo(engine), ...walk(engine) };
  },

  told(engine, file) {
    engine.load(file);
    const chance = new Chance(SEED);
    const digest = crypto.createHash("sha256");
    let made = 0;
    let endings = 0;
    while (made < TOLD) {
      const [text, choices] = engine.page();
      digest.update([text, ...choices, ""].join("\n"));
      if (!choices.length) {
        endings += 1;
        engine.restart();
        continue;
      }
      engine.choose(chance.below(choices.length));
      made += 1;
    }
    return { digest: digest.digest("hex"), endings };
  },

  load(engine, file) {
    const begun = now();
    engine.load(file);
    engine.page();
    return { load: now() - begun };
  },

  // It remembers nothing: the whole is compiled again, by a compiler that is warm.
  recheck(_, file) {
    const { Compiler } = require(path.join(modules, "dist/ink-full.js"));
    const text = fs.readFileSync(file, "utf-8");
    new Compiler(text).Compile();
    const runs = [];
    for (let number = 0; number < EDITS; number++) {
      const edited = text.replace("sacks left", `bags left ${number}`);
      const begun = now();
      new Compiler(edited).Compile();
      runs.push(now() - begun);
    }
    return { runs };
  },
};

function keep(engine, scratch) {
  const chance = new Chance(SEED);
  engine.keep(scratch);
  let keeping = 0;
  for (let made = 0; made < KEPT; made++) {
    wander(engine, chance, 1);
    const begun = now();
    engine.keep(scratch);
    keeping += now() - begun;
  }
  const there = engine.page();
  const begun = now();
  engine.restore(scratch);
  const restoring = now() - begun;
  if (!same(engine.page(), there)) throw new Error("the place that was restored is another");
  return { save: keeping / KEPT, restore: restoring };
}

function undo(engine) {
  const chance = new Chance(SEED);
  let pages = [];
  for (let made = 0; made < UNDONE; made++) {
    while (!engine.page()[1].length) {
      engine.restart();
      pages = [];
    }
    const page = engine.page();
    pages.push(page);
    engine.remember();
    engine.choose(chance.below(page[1].length));
  }
  const undone = pages.length;
  let spent = 0;
  for (const page of pages.reverse()) {
    const begun = now();
    engine.undo();
    const shown = engine.page();
    spent += now() - begun;
    if (!same(shown, page)) throw new Error("an undo came to another page");
  }
  return { undo: (spent / undone) * UNDONE };
}

function walk(engine) {
  engine.restart();
  const chance = new Chance(SEED);
  const laps = [];
  let seen = 0;
  let endings = 0;
  const begun = now();
  while (laps.length < LAPS && (!laps.length || laps[laps.length - 1].seconds < LONGEST)) {
    let made = 0;
    while (made < LAP) {
      const [text, choices] = engine.page();
      seen += text.length;
      for (const choice of choices) seen += choice.length;
      if (!choices.length) {
        endings += 1;
        engine.restart();
        continue;
      }
      engine.choose(chance.below(choices.length));
      made += 1;
    }
    laps.push({ seconds: now() - begun, letters: seen, endings });
  }
  return { laps, walk: (LAP * laps.length) / laps[laps.length - 1].seconds };
}

const [job, file, scratch] = process.argv.slice(2);
console.log(JSON.stringify(jobs[job](new Ink(), file, scratch)));
