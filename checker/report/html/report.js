// Part of WskCheck, under the Apache License v2.0 with LLVM Exceptions.
//
// Shows one finding at a time and draws its path over the source. Everything
// it says is taken from the text of the page and put back as text.
"use strict";
(() => {
  const all = (query, root = document) => [...root.querySelectorAll(query)];
  const one = (query, root = document) => root.querySelector(query);
  const SVG = "http://www.w3.org/2000/svg";
  const LANE = 62; // where the path runs, left of the line numbers
  const root = document.documentElement;
  const articles = all("#findings article");
  let finding = -1; // index into articles
  let steps = [];   // of that finding
  let step = 0;     // the one looked at
  let stage = "";   // shown alone; "": all
  let file = "";    // the listing that is open

  const make = (tag, className, text) => {
    const made = document.createElement(tag);
    made.className = className;
    if (text !== undefined)
      made.textContent = text;
    return made;
  };
  const hueOf = (item) => [...item.classList].find((c) => c.startsWith("hue"));

  function readSteps(article) {
    return all(".step", article).map((item, index) => ({
      item, index, hue: hueOf(item),
      stage: item.dataset.stage, file: item.dataset.file,
      line: Number(item.dataset.line), column: Number(item.dataset.column),
      endLine: Number(item.dataset.endLine),
      endColumn: Number(item.dataset.endColumn),
      small: item.classList.contains("call") ||
             item.classList.contains("branch"),
      end: item.classList.contains("end"),
      text: one(".message", item).textContent,
      where: one(".file", item) ? one(".file", item).textContent : "",
    }));
  }

  // --- The source --------------------------------------------------------

  const unitOf = (name) => document.getElementById("file" + name);
  const rowOf = (s) => document.getElementById("L" + s.file + "-" + s.line);

  function clearPath() {
    all(".bubble, svg.path").forEach((old) => old.remove());
    all(".row.now").forEach((row) => row.classList.remove("now"));
    for (const marked of all("#source mark")) {
      const code = marked.closest("code");
      marked.replaceWith(...marked.childNodes);
      code.normalize();
    }
  }

  // The text between two columns (UTF-16, from 1) of a line.
  function mark(row, from, to) {
    const code = one("code", row);
    const walker = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
    const parts = [];
    let at = 1;
    for (let node; (node = walker.nextNode()); at += node.length) {
      const start = Math.max(from - at, 0);
      const end = Math.min(to - at, node.length);
      if (start < end)
        parts.push([node, start, end]);
    }
    for (const [node, start, end] of parts) {
      node.splitText(end);
      const inside = node.splitText(start);
      const around = document.createElement("mark");
      inside.replaceWith(around);
      around.append(inside);
    }
  }

  function markStep(s) {
    const row = rowOf(s);
    if (!row)
      return;
    row.classList.add("now");
    if (!s.column)
      return;
    const length = one("code", row).textContent.length;
    const end = s.endLine === s.line ? s.endColumn
              : s.endLine > s.line ? length + 1 : s.column + 1;
    mark(row, s.column, Math.max(end, s.column + 1));
  }

  function bubbleFor(s) {
    const bubble = make("div", "bubble " + s.hue);
    bubble.append(make("span", s.small ? "no small" : "no", s.index + 1));
    bubble.append(make("span", "say", s.text));
    const next = steps[s.index + 1];
    if (next && next.file !== s.file && next.file !== undefined)
      bubble.append(make("span", "go", "\u2192 " + next.where));
    bubble.classList.toggle("now", s.index === step);
    bubble.classList.toggle("faded", Boolean(stage) && s.stage !== stage);
    bubble.addEventListener("click", () => show(s.index));
    s.bubble = bubble;
    return bubble;
  }

  // Steps of one line stand below it in their order.
  function placeBubbles() {
    const below = new Map();
    for (const s of steps) {
      s.bubble = null;
      const row = s.file === file ? rowOf(s) : null;
      if (!row)
        continue;
      const last = below.get(row) || row;
      last.after(bubbleFor(s));
      below.set(row, s.bubble);
    }
  }

  function centre(s, listing) {
    const badge = one(".no", s.bubble).getBoundingClientRect();
    return badge.top + badge.height / 2 - listing.getBoundingClientRect().top;
  }

  function arrow(svg, from, to, hue, classes) {
    const bow = LANE - 12 - Math.min(38, Math.abs(to - from) / 14);
    const path = document.createElementNS(SVG, "path");
    const x = LANE + 52;
    path.setAttribute("d", `M ${x} ${from} C ${bow} ${from}, ${bow} ${to}, ` +
                           `${x - 7} ${to}`);
    path.setAttribute("class", hue + classes);
    const head = document.createElementNS(SVG, "polygon");
    head.setAttribute("points", `${x},${to} ${x - 8},${to - 4} ` +
                                `${x - 8},${to + 4}`);
    head.setAttribute("class", hue);
    svg.append(path, head);
  }

  function drawPath() {
    const listing = one(".listing", unitOf(file));
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("class", "path");
    svg.setAttribute("width", LANE + 60);
    svg.setAttribute("height", listing.scrollHeight);
    for (let i = 0; i + 1 < steps.length; ++i) {
      const [a, b] = [steps[i], steps[i + 1]];
      if (!a.bubble || !b.bubble)
        continue;
      const faded = stage && (a.stage !== stage || b.stage !== stage);
      arrow(svg, centre(a, listing), centre(b, listing), b.hue,
            (faded ? " faded" : "") + (b.index === step ? " now" : ""));
    }
    listing.append(svg);
  }

  function drawSource() {
    clearPath();
    for (const unit of all("#source .unit"))
      unit.classList.toggle("now", unit.id === "file" + file);
    if (!unitOf(file))
      return;
    placeBubbles();
    if (steps[step] && steps[step].file === file)
      markStep(steps[step]);
    drawPath();
  }

  // --- The tools above it -------------------------------------------------

  function drawTools() {
    const files = one("#files");
    files.replaceChildren();
    for (const name of new Set(steps.map((s) => s.file))) {
      if (name === undefined || !unitOf(name))
        continue;
      const button = make("button", name === file ? "now" : "",
                          unitOf(name).dataset.name);
      button.addEventListener("click", () => { file = name; drawAll(); });
      files.append(button);
    }
    const stages = one("#stages");
    stages.replaceChildren();
    const seen = new Map(steps.map((s) => [s.stage, s]));
    for (const [name, s] of seen) {
      const button = make("button", s.hue + (name === stage ? " now" : ""),
                          name);
      button.addEventListener("click", () => {
        stage = stage === name ? "" : name;
        show(steps.findIndex((other) => other.stage === name));
      });
      stages.append(button);
    }
    one("#place").textContent = `step ${step + 1} of ${steps.length}`;
  }

  function drawAll() {
    drawTools();
    drawSource();
  }

  // --- Moving -------------------------------------------------------------

  function show(index, quiet) {
    if (index < 0 || index >= steps.length)
      return;
    step = index;
    if (stage && steps[step].stage !== stage)
      stage = "";
    if (steps[step].file !== undefined)
      file = steps[step].file;
    for (const s of steps)
      s.item.classList.toggle("now", s.index === step);
    drawAll();
    steps[step].item.scrollIntoView({ block: "nearest" });
    const row = rowOf(steps[step]);
    if (row)
      row.scrollIntoView({ block: "center", inline: "nearest" });
    if (!quiet)
      history.replaceState(null, "", `#f${finding + 1}.${step + 1}`);
  }

  function pick(index, at, quiet) {
    if (!articles[index])
      return;
    steps.forEach((s) => s.item.classList.remove("now"));
    finding = index;
    stage = "";
    articles.forEach((a, i) => a.classList.toggle("now", i === index));
    all("#list a.pick").forEach((a, i) =>
      a.classList.toggle("now", i === index));
    steps = readSteps(articles[index]);
    // The fault itself first; the way to it from there.
    show(at === undefined ? steps.length - 1 : at, quiet);
  }

  function overview(on) {
    root.classList.toggle("overview", on);
    one("#to-findings").classList.toggle("now", !on);
    one("#to-overview").classList.toggle("now", on);
    if (!on && steps.length)
      drawAll(); // what is hidden has no size
  }

  function keys(event) {
    if (event.ctrlKey || event.metaKey || event.altKey)
      return;
    const moves = {
      j: () => show(step + 1), ArrowRight: () => show(step + 1),
      k: () => show(step - 1), ArrowLeft: () => show(step - 1),
      n: () => pick(finding + 1), p: () => pick(finding - 1),
    };
    if (moves[event.key]) {
      moves[event.key]();
      event.preventDefault();
    }
  }

  function start() {
    root.classList.add("js");
    all("#list a.pick").forEach((a, index) =>
      a.addEventListener("click", (event) => {
        event.preventDefault();
        pick(index);
      }));
    for (const article of articles)
      all(".step", article).forEach((item, index) =>
        item.addEventListener("click", (event) => {
          event.preventDefault();
          show(index);
        }));
    one("#next").addEventListener("click", () => show(step + 1));
    one("#previous").addEventListener("click", () => show(step - 1));
    one("#to-findings").addEventListener("click", () => overview(false));
    one("#to-overview").addEventListener("click", () => overview(true));
    document.addEventListener("keydown", keys);
    window.addEventListener("resize", () => {
      if (steps.length)
        drawAll();
    });
    const wanted = /^#f(\d+)(?:\.(\d+))?$/.exec(location.hash);
    overview(!articles.length);
    if (!articles.length)
      return;
    if (wanted)
      pick(wanted[1] - 1, wanted[2] ? wanted[2] - 1 : undefined, true);
    else
      pick(0, undefined, true);
  }

  start();
})();
