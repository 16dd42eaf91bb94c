"use strict";
/* What every page stands on: loading data, words of the interface, building elements, the two switches of the header. */
window.Bayan = (() => {
  const root = document.documentElement;
  const base = root.dataset.root || "";
  const received = new Map();
  const waiting = new Map();
  const listeners = [];

  /* ---- data: each part is a script that calls receive() ---- */

  const partName = (name, number) => `${name}-${String(number).padStart(4, "0")}`;

  function receive(name, number, value) {
    received.set(partName(name, number), value);
  }

  /** Load one part of the data. Resolves to its value; a missing file is told on the page. */
  function load(name, number) {
    const id = partName(name, number);
    if (received.has(id)) return Promise.resolve(received.get(id));
    if (!waiting.has(id)) {
      waiting.set(id, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${base}assets/data/${id}.js`;
        script.onload = () => resolve(received.get(id));
        script.onerror = () => {
          waiting.delete(id);
          const fault = document.getElementById("fault");
          fault.textContent = t("missing");
          fault.hidden = false;
          reject(new Error(id));
        };
        document.head.append(script);
      }));
    }
    return waiting.get(id);
  }

  const loaded = (name, number) => received.get(partName(name, number));

  /* ---- words of the interface ---- */

  const language = () => root.lang;
  const other = () => (language() === "ar" ? "en" : "ar");
  const locale = () => (language() === "ar" ? "ar-u-nu-latn-ca-gregory" : "en-GB");

  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
  }

  /** The text of a key in the present language, `{name}` filled from values. */
  function t(key, values = {}) {
    const entry = window.BayanStrings[key];
    return entry ? fill(entry[language()], values) : key;
  }

  /** A count with its noun in the plural form that the language wants. */
  function counted(key, n) {
    const forms = window.BayanStrings[key][language()];
    return fill(forms[new Intl.PluralRules(language()).select(n)] || forms.other, { n: number(n) });
  }

  const number = (n) => new Intl.NumberFormat(locale()).format(n);

  const EPOCH = 719163; // the day 1970-01-01, counted from 0001-01-01
  const dateOf = (day) => new Date((day - EPOCH) * 864e5);
  const iso = (day) => (day < 0 ? "" : dateOf(day).toISOString().slice(0, 10));
  const dayOf = (text) => {
    const time = Date.parse(`${text}T00:00:00Z`);
    return Number.isNaN(time) ? -1 : Math.floor(time / 864e5) + EPOCH;
  };
  function formatDay(day, style = { day: "numeric", month: "long", year: "numeric" }) {
    return new Intl.DateTimeFormat(locale(), { ...style, timeZone: "UTC" }).format(dateOf(day));
  }

  function translate(scope = document) {
    for (const [attribute, set] of [
      ["t", (node, text) => { node.textContent = text; }],
      ["tLabel", (node, text) => node.setAttribute("aria-label", text)],
      ["tPlaceholder", (node, text) => node.setAttribute("placeholder", text)],
      ["tTitle", (node, text) => node.setAttribute("title", text)],
    ]) {
      const name = attribute.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      for (const node of scope.querySelectorAll(`[data-${name}]`)) set(node, t(node.dataset[attribute]));
    }
    for (const node of scope.querySelectorAll("[data-ar]")) node.textContent = node.dataset[language()];
  }

  const onLanguage = (listener) => listeners.push(listener);

  function keep(name, value) {
    try { localStorage.setItem(`bayan.${name}`, value); } catch { /* storage is closed to local files */ }
  }

  function setLanguage(wanted) {
    root.lang = wanted;
    root.dir = wanted === "ar" ? "rtl" : "ltr";
    keep("language", wanted);
    applyLanguage();
    for (const listener of listeners) listener();
  }

  function applyLanguage() {
    translate();
    document.getElementById("language").lang = other();
    for (const link of document.querySelectorAll("a[data-local], .top nav a, .brand")) {
      link.href = withLanguage(link.getAttribute("href"));
    }
  }

  /** A link to a page of ours with the language in its hash, since storage may be closed to local files. */
  function withLanguage(address) {
    const [page, hash = ""] = address.split("#");
    const values = new URLSearchParams(hash);
    if (language() === "ar") values.delete("lang");
    else values.set("lang", language());
    const text = String(values);
    return text ? `${page}#${text}` : page;
  }

  const link = (page, values = {}) => withLanguage(`${base}${page}#${new URLSearchParams(values)}`);

  /* ---- elements; text only ever becomes text nodes ---- */

  function h(tag, properties = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (value === null || value === undefined || value === false) continue;
      if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
      else if (name === "class") node.className = value;
      else node.setAttribute(name, value === true ? "" : value);
    }
    node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
    return node;
  }

  /** A name in a script of its own: isolated, so that it cannot turn the text around it. */
  const bdi = (text) => h("bdi", {}, text);

  function download(name, type, content) {
    const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
    h("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10_000);
  }

  function debounce(wait, action) {
    let timer = 0;
    return (...values) => {
      clearTimeout(timer);
      timer = setTimeout(() => action(...values), wait);
    };
  }

  function start() {
    document.getElementById("language").addEventListener("click", () => setLanguage(other()));
    document.getElementById("theme").addEventListener("click", () => {
      const dark = root.dataset.theme
        ? root.dataset.theme === "dark"
        : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      keep("theme", root.dataset.theme);
      document.dispatchEvent(new Event("bayan-theme"));
    });
    applyLanguage();
  }

  return {
    receive, load, loaded, t, counted, number, iso, dayOf, formatDay, dateOf, language, onLanguage, translate, link,
    h, bdi, download, debounce, start,
  };
})();
document.addEventListener("DOMContentLoaded", Bayan.start);
