"use strict";
// Runs a query against the endpoint beside this page. What comes back is shown as text and never as markup.
const form = document.getElementById("form"), text = document.getElementById("text");
const saved = document.getElementById("saved"), status = document.getElementById("status");
const results = document.getElementById("results"), csv = document.getElementById("csv");
let queries = [];

function say(message, isError = false) {
  status.textContent = message;
  status.className = isError ? "error" : "";
}

function cell(row, tag, value, isLink) {
  const element = document.createElement(tag);
  element.dir = "auto";
  if (isLink && /^https?:\/\//.test(value)) {
    const link = document.createElement("a");
    link.href = value;
    link.rel = "noreferrer";
    link.textContent = value;
    element.append(link);
  } else {
    element.textContent = value;
  }
  row.append(element);
}

function show(answer) {
  results.replaceChildren();
  if ("boolean" in answer) {
    say(answer.boolean ? "نعم · yes" : "لا · no");
    return;
  }
  const names = answer.head.vars, rows = answer.results.bindings;
  const head = results.createTHead().insertRow();
  for (const name of names) cell(head, "th", name, false);
  const body = results.createTBody();
  for (const binding of rows) {
    const row = body.insertRow();
    for (const name of names) cell(row, "td", binding[name]?.value ?? "", binding[name]?.type === "uri");
  }
}

async function ask(accept) {
  return fetch("sparql", {
    method: "POST",
    headers: { "Content-Type": "application/sparql-query", Accept: accept },
    body: text.value,
  });
}

async function run() {
  say("…");
  csv.disabled = true;
  const started = performance.now();
  try {
    const response = await ask("application/sparql-results+json, text/turtle;q=0.9");
    if (!response.ok) {
      results.replaceChildren();
      say((await response.text()).trim(), true);
      return;
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(2);
    if ((response.headers.get("Content-Type") ?? "").startsWith("text/turtle")) {
      results.replaceChildren();
      const row = results.createTBody().insertRow(), pre = document.createElement("pre");
      pre.dir = "ltr";
      pre.textContent = await response.text();
      row.insertCell().append(pre);
      say(`${seconds} s`);
      return;
    }
    const answer = await response.json();
    show(answer);
    if ("boolean" in answer) return;
    const cut = response.headers.get("X-Bayan-Truncated");
    const count = answer.results.bindings.length;
    say(`${count} صفا · ${count} rows · ${seconds} s` + (cut ? " · اقتُطعت النتائج · results were cut here" : ""));
    csv.disabled = false;
  } catch (error) {
    say(`تعذر الوصول إلى الخادم · the server cannot be reached (${error.message})`, true);
  }
}

async function download() {
  const response = await ask("text/csv");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await response.blob());
  link.download = "bayan.csv";
  link.click();
  URL.revokeObjectURL(link.href);
}

form.addEventListener("submit", (event) => { event.preventDefault(); run(); });
text.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); run(); }
});
csv.addEventListener("click", download);
saved.addEventListener("change", () => { text.value = queries[saved.selectedIndex].text; });

fetch("queries.json").then((response) => response.json()).then((listed) => {
  queries = listed;
  for (const query of listed) {
    const option = document.createElement("option");
    option.textContent = `${query.ar} · ${query.en}`;
    saved.append(option);
  }
  const start = Math.max(0, listed.findIndex((query) => query.name === "who_said_what"));
  saved.selectedIndex = start;
  text.value = listed[start]?.text ?? "";
});
