"use strict";
/* The reader: words and records answer each other under the pointer, the focus and the address. */
(() => {
  const marks = () => document.querySelectorAll(".text mark");
  const records = () => document.querySelectorAll(".record");

  function light(numbers, kind) {
    for (const node of [...marks(), ...records()]) node.classList.toggle(kind, numbers.has(node.dataset.r));
  }

  /** Numbers of the records that a point belongs to: its innermost mark, and those that cover the very same words. */
  function around(node) {
    const found = new Set();
    const inner = node.closest?.("mark[data-r], .record");
    for (let mark = inner; mark && mark.textContent === inner.textContent; mark = mark.parentElement.closest("mark[data-r]")) {
      found.add(mark.dataset.r);
    }
    return found;
  }

  function settle(number, from) {
    light(new Set([number]), "chosen");
    const target = from === "text" ? document.getElementById(`card-${number}`) : document.querySelector(`.text mark.cue[data-r="${number}"], .text mark[data-r="${number}"]`);
    const gentle = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    target?.scrollIntoView({ block: "center", behavior: gentle });
  }

  function fromAddress() {
    const key = new URLSearchParams(location.hash.slice(1)).get("r");
    for (const record of records()) if (record.dataset.key === key) settle(record.dataset.r, "record");
  }

  function days() {
    for (const node of document.querySelectorAll("[data-day]")) {
      const day = Bayan.dayOf(node.dataset.day.slice(0, 10));
      if (day >= 0) node.textContent = Bayan.formatDay(day);
    }
  }

  document.addEventListener("DOMContentLoaded", () => {
    document.addEventListener("mouseover", (event) => light(around(event.target), "near"));
    document.addEventListener("focusin", (event) => light(around(event.target), "near"));
    document.addEventListener("click", (event) => {
      if (event.target.closest("a, button") || String(getSelection()).trim()) return;
      const [number] = around(event.target);
      if (number !== undefined) settle(number, event.target.closest(".text") ? "text" : "record");
    });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.target.closest("a, button")) return;
      const [number] = around(event.target);
      if (number !== undefined) settle(number, event.target.closest(".text") ? "text" : "record");
    });
    addEventListener("hashchange", fromAddress);
    Bayan.onLanguage(days);
    days();
    fromAddress();
    document.documentElement.dataset.ready = "yes";
  });
})();
