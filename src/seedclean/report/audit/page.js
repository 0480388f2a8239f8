"use strict";
// Text of documents is put into the page by textContent alone.
const report = JSON.parse(document.getElementById("data").textContent);
const byId = (id) => document.getElementById(id);
const FIELDS = ["id", "rule", "where", "words", "sure", "before", "old", "new", "after"];
const findings = report.findings.map((row) => Object.fromEntries(FIELDS.map((name, place) => [name, row[place]])));
const NARROW = matchMedia("(max-width: 40rem)");
const Z = 1.959964;
const STORE = "clean-corpus audit " + findings.map((one) => one.id).join("").slice(0, 400);
const judgements = new Map(load());
let shown = findings;
let place = 0;

function load() {
  try { return JSON.parse(localStorage.getItem(STORE)) || []; } catch { return []; }
}

function keep() {
  try { localStorage.setItem(STORE, JSON.stringify([...judgements])); } catch { /* a browser may forbid it */ }
}

function element(name, text, parent) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  if (parent) parent.append(made);
  return made;
}

function number(value) {
  return value.toLocaleString("en");
}

function percent(share) {
  return (100 * share).toFixed(1) + "\u00a0%";
}

function wilson(right, judged) {
  if (!judged) return [0, 1];
  const share = right / judged;
  const middle = share + Z * Z / (2 * judged);
  const reach = Z * Math.sqrt(share * (1 - share) / judged + Z * Z / (4 * judged * judged));
  const scale = 1 + Z * Z / judged;
  return [Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale)];
}

function countOf(some) {
  const found = { right: 0, wrong: 0, unsure: 0 };
  for (const one of some) if (judgements.has(one.id)) found[judgements.get(one.id)] += 1;
  return found;
}

function isSettled(rule) {
  const { right, wrong } = countOf(findings.filter((one) => one.rule === rule));
  const [low, high] = wilson(right, right + wrong);
  return high - low <= 2 * report.within;
}

function isOpen(one) {
  return !judgements.has(one.id) && !(shown === findings && isSettled(one.rule));
}

function addTable(parent, title, heads, rows) {
  if (!rows.length) return;
  if (title) element("h2", title, parent);
  const box = element("div", undefined, parent);
  box.className = "table";
  const table = element("table", undefined, box);
  const head = element("tr", undefined, element("thead", undefined, table));
  heads.forEach((one, column) => {
    const cell = element("th", one, head);
    cell.scope = "col";
    if (column && one === "Cleaner") cell.className = "words";
  });
  const body = element("tbody", undefined, table);
  for (const row of rows) {
    const line = element("tr", undefined, body);
    row.forEach((value, column) => {
      const cell = element("td", undefined, line);
      if (column && heads[column] === "Cleaner") cell.className = "words";
      element(column ? "span" : "bdi", typeof value === "number" ? number(value) : value, cell);
    });
  }
}

function showTotals() {
  byId("title").textContent = report.title;
  const sums = report.totals;
  const kept = (name, what) => [name, number(sums[what + " after"]),
    "of " + number(sums[what + " before"]) + " " + change(sums[what + " before"], sums[what + " after"])];
  const pairs = [
    ["Documents", number(sums.documents), number(sums.changed) + " changed"],
    kept("Words kept", "words"),
    ...("tokens before" in sums ? [kept("Tokens kept", "tokens")] : []),
    kept("Characters kept", "characters"),
    ["Emptied", number(sums.emptied), "nothing is left"],
    ["Quarantined", number(sums.quarantined), "not cleaned"],
    ["Unsure", number(sums.unsure), "certainty below " + report.limit],
    ...(report.routed
      ? [["Routed", number(report.routed[0]), "left as they were: below " + report.routed[1]]] : []),
  ];
  for (const [name, value, more] of pairs) {
    const box = element("div", undefined, byId("totals"));
    element("dt", name, box);
    const figure = element("dd", value + " ", box);
    if (more) element("small", more, figure);
  }
}

function change(before, after) {
  return before ? "(" + (100 * (after - before) / before).toFixed(1).replace("-", "−") + "\u00a0%)" : "";
}

function showTables() {
  const tables = byId("tables");
  const lost = (row) => [row[0], row[1], row[2], row[3], row[2] ? percent(row[3] / row[2]) : ""];
  const document_ = (row) => [row[0], row[1], row[2], percent(row[1] ? row[2] / row[1] : 0), row[3] === null ? "no page" : row[3].toFixed(2)];
  const heads = ["Document", "Words", "Lost", "Share", "Certainty"];
  addTable(tables, "Rules", ["Rule", "Cleaner", "Documents", "Edits", "Words taken"], report.rules);
  addTable(tables, "Cleaners", ["Cleaner", "Edits", "Words taken"], report.cleaners);
  addTable(tables, "Documents that lost most", heads, report.worst.map(document_));
  addTable(tables, "Pages that the model was least sure of", heads, report.unsure.map(document_));
  addTable(tables, "Sites", ["Site", "Documents", "Words", "Lost", "Share"], report.sites.map(lost));
  addTable(tables, "Languages", ["Language", "Documents", "Words", "Lost", "Share"], report.languages.map(lost));
  if (report.compare) {
    const part = byId("comparison");
    element("h2", "The two configurations", part);
    element("p", number(report.compare.differ) + " documents lose another number of words. " +
      "What this page says besides is of the first configuration.", part);
    addTable(part, "", ["Rule", "Edits", "Words taken", "Edits, other", "Words, other"], report.compare.rules);
    addTable(part, "Documents that differ most", ["Document", "Words", "Lost", "Lost, other"], report.compare.documents);
  }
}

function showStrata() {
  const select = byId("stratum");
  const counts = new Map();
  for (const one of findings) counts.set(one.rule, (counts.get(one.rule) || 0) + 1);
  element("option", "all, rules in turn (" + findings.length + ")", select).value = "";
  for (const [rule, count] of [...counts].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    element("option", rule + " (" + count + ")", select).value = rule;
  }
  select.addEventListener("change", () => {
    shown = select.value ? findings.filter((one) => one.rule === select.value) : findings;
    place = 0;
    select.blur();
    show();
  });
}

// The lines around: text, what another edit removed there, what it put in its place, text again and so on.
function addAround(view, parts) {
  const names = ["span", "del", "ins"];
  parts.forEach((part, at) => {
    if (part) element(names[at % 3], part, view).className = at % 3 ? "beside" : "";
  });
}

function show() {
  const one = shown[place];
  const view = byId("view");
  view.replaceChildren();
  if (!one) {
    byId("place").textContent = "nothing was changed";
    return;
  }
  const stayed = one.rule === report.stayed;
  addAround(view, one.before);
  const judged = element(stayed ? "mark" : "del", one.old, view);
  if (one.new) element("ins", one.new, view);
  addAround(view, one.after);
  view.scrollTop = 0;
  judged.scrollIntoView({ block: "nearest" });
  byId("rule").textContent = stayed ? "stayed, though the model was in doubt" : one.rule;
  byId("where").textContent = one.where;
  byId("facts").textContent = " · " + number(one.words) + " words" +
    (one.sure === null ? "" : " · the model: " + Math.round(100 * one.sure) + " % furniture");
  byId("question").textContent = stayed ? "This line stayed. Does it belong to the text?" : "Is this change right?";
  const verdict = judgements.get(one.id) || "";
  byId("verdict").textContent = verdict ? "· judged " + verdict : "";
  for (const [id, name] of [["yes", "right"], ["no", "wrong"], ["unsure", "unsure"]]) {
    byId(id).setAttribute("aria-pressed", String(verdict === name));
  }
  byId("place").textContent = place + 1 + " of " + shown.length +
    (shown.some(isOpen) ? "" : " · enough is judged: save the judgements");
  showPrecision();
}

function showPrecision() {
  const changes = shown.filter((one) => one.rule !== report.stayed || shown !== findings);
  const { right, wrong, unsure } = countOf(changes);
  const [low, high] = wilson(right, right + wrong);
  byId("precision").textContent = right + wrong
    ? "precision " + percent(right / (right + wrong)) + " (95 %: " + percent(low) + " to " + percent(high) + ") of " +
      (right + wrong) + " judged" + (unsure ? ", " + unsure + " unsure" : "")
    : "nothing judged yet";
  const rows = [];
  for (const rule of [...new Set(findings.map((one) => one.rule))].sort()) {
    const found = countOf(findings.filter((one) => one.rule === rule));
    const judged = found.right + found.wrong;
    if (!judged && !found.unsure) continue;
    const [from, to] = wilson(found.right, judged);
    rows.push([rule, judged, judged ? percent(found.right / judged) : "", (100 * from).toFixed(1) + "–" + percent(to), found.unsure, isSettled(rule) ? "enough" : ""]);
  }
  byId("judged").replaceChildren();
  addTable(byId("judged"), "", ["Rule", "Judged", "Precision", "95 % interval", "Unsure", ""], rows);
}

// On a phone the edit is all that is between the upper edge and the buttons.
function showNext() {
  if (NARROW.matches) byId("bar").scrollIntoView({ block: "start" });
  show();
}

function move(by) {
  place = Math.max(0, Math.min(shown.length - 1, place + by));
  showNext();
}

function judge(verdict) {
  if (!shown[place]) return;
  judgements.set(shown[place].id, verdict);
  keep();
  const below = shown.findIndex((one, at) => at > place && isOpen(one));
  const next = below >= 0 ? below : shown.findIndex(isOpen);
  if (next >= 0) place = next;
  showNext();
}

function save() {
  const lines = findings.filter((one) => judgements.has(one.id)).map((one) => JSON.stringify({
    id: one.id, rule: one.rule, judgement: judgements.get(one.id), where: one.where, words: one.words,
    rule_words: (report.sums[one.rule] || [0, 0])[1], old: one.old, new: one.new,
  }) + "\n");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob(lines, { type: "application/jsonl" }));
  link.download = "labels.jsonl";
  link.click();
  URL.revokeObjectURL(link.href);
}

const KEYS = { y: () => judge("right"), n: () => judge("wrong"), "?": () => judge("unsure"), ArrowLeft: () => move(-1), ArrowRight: () => move(1) };
document.addEventListener("keydown", (event) => {
  const act = KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey || event.target.tagName === "SELECT") return;
  event.preventDefault();
  act();
});
byId("yes").addEventListener("click", KEYS.y);
byId("no").addEventListener("click", KEYS.n);
byId("unsure").addEventListener("click", KEYS["?"]);
byId("back").addEventListener("click", KEYS.ArrowLeft);
byId("on").addEventListener("click", KEYS.ArrowRight);
byId("save").addEventListener("click", save);
showTotals();
showStrata();
showTables();
show();
