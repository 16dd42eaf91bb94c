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

  const gentle = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");
  const narrow = matchMedia("(max-width: 900px)");

  /** Bring a record into the column beside the text, without moving the text. */
  function bring(number) {
    const column = document.querySelector(".records");
    const card = document.getElementById(`card-${number}`);
    if (!card || narrow.matches) return;
    const [from, to] = [column.getBoundingClientRect(), card.getBoundingClientRect()];
    if (to.top < from.top || to.bottom > from.bottom) column.scrollTo({ top: column.scrollTop + to.top - from.top - 90, behavior: gentle() });
  }

  /** Choose a record; one chosen in the text on a narrow screen is shown over it, as a sheet at the bottom. */
  function settle(number, from) {
    light(new Set([number]), "chosen");
    light(from === "text" ? new Set([number]) : new Set(), "sheet");
    if (from === "text") bring(number);
    else document.querySelector(`.text mark.cue[data-r="${number}"], .text mark[data-r="${number}"]`)?.scrollIntoView({ block: "center", behavior: gentle() });
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
    let timer = 0;
    const near = (event) => {
      const numbers = around(event.target);
      light(numbers, "near");
      clearTimeout(timer);
      if (numbers.size && event.target.closest(".text")) timer = setTimeout(bring, 250, [...numbers][0]);
    };
    document.addEventListener("mouseover", near);
    document.addEventListener("focusin", near);
    const choose = (event) => {
      if (event.target.closest("a, button") || String(getSelection()).trim()) return;
      const [number] = around(event.target);
      if (number !== undefined) settle(number, event.target.closest(".text") ? "text" : "record");
      else light(new Set(), "sheet");
    };
    document.addEventListener("click", choose);
    document.addEventListener("keydown", (event) => {
      if (event.key === "Enter") choose(event);
      if (event.key === "Escape") light(new Set(), "sheet");
    });
    addEventListener("hashchange", fromAddress);
    Bayan.onLanguage(days);
    days();
    fromAddress();
    document.documentElement.dataset.ready = "yes";
  });
})();
