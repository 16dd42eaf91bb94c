"use strict";
/* Words and sources of statements, loaded part by part, and the search over them by the index. */
Bayan.words = (() => {
  const partOf = (row) => Math.floor(row / Bayan.rows.core.detailRows);

  function pick(part, row) {
    const detail = part.rows[row % Bayan.rows.core.detailRows];
    return { ...detail, row, reports: detail.reports.map((report) => ({ ...report, article: part.articles[report.article] })) };
  }

  /** Words and sources of one row. */
  const get = async (row) => pick(await Bayan.load("words", partOf(row)), row);
  const ready = (row) => {
    const part = Bayan.loaded("words", partOf(row));
    return part ? pick(part, row) : null;
  };

  /** Letters as a reader takes them for the same: marks and tatweel dropped, forms of alif, ya and ta marbuta joined. */
  function fold(text) {
    return text.normalize("NFKD").toLowerCase()
      .replace(/[\u064b-\u065f\u0670\u0640\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "")
      .replace(/[\u0622\u0623\u0625\u0671]/g, "\u0627")
      .replace(/\u0649/g, "\u064a").replace(/\u0629/g, "\u0647").replace(/\u0624/g, "\u0648").replace(/\u0626/g, "\u064a");
  }

  /* ---- the search: words of the index that hold what is looked for, then the rows where they stand ---- */

  const DIGITS = new Map([..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].map((digit, n) => [digit, n]));
  let terms = null; // words, where each part of places begins, names of speakers

  async function index() {
    if (terms) return terms;
    const { words, sizes } = await Bayan.load("index", 0);
    const starts = [0];
    for (const size of sizes) starts.push(starts.at(-1) + size);
    const { ar, en, names } = Bayan.rows.core.speakers;
    terms = { words: words ? words.split(" ") : [], starts, speakers: ar.map((name, n) => fold([name, en[n], ...names[n]].join("\n"))) };
    return terms;
  }

  /** Mark the rows of one word; they stand as steps from one to the next, see index.py. */
  function mark(encoded, found) {
    let row = 0;
    let step = 0;
    let shift = 0;
    for (const digit of encoded) {
      const value = DIGITS.get(digit);
      step |= (value & 31) << shift;
      if (value & 32) { shift += 5; continue; }
      row += step;
      found[row] = 1;
      step = 0;
      shift = 0;
    }
  }

  /** Rows with a word that holds `part`, or whose speaker's names do. */
  async function rowsWith(part, onPart, stillWanted) {
    const { words, starts, speakers } = await index();
    const found = new Uint8Array(Bayan.rows.core.rows);
    const named = speakers.map((names) => names.includes(part));
    if (named.includes(true)) Bayan.rows.columns.speaker.forEach((speaker, row) => { if (speaker >= 0 && named[speaker]) found[row] = 1; });
    const wanted = new Map(); // part of places -> words in it
    let number = 0;
    words.forEach((word, place) => {
      if (!word.includes(part)) return;
      while (place >= starts[number + 1]) number += 1;
      wanted.set(number, [...(wanted.get(number) || []), place - starts[number]]);
    });
    let done = 0;
    for (const [where, places] of wanted) {
      const encoded = await Bayan.load("found", where);
      if (!stillWanted()) return undefined;
      for (const place of places) mark(encoded[place], found);
      done += 1;
      if (wanted.size > 8 && done % 4 === 0) {
        onPart(done, wanted.size);
        await new Promise((resolve) => setTimeout(resolve));
      }
    }
    return found;
  }

  /** Rows with every word of a query, as a Uint8Array; null for an empty query. Tells `onPart(done, all)` as it goes. */
  async function search(query, onPart, stillWanted) {
    const wanted = fold(query).match(/[\p{L}\p{N}]+/gu);
    if (!wanted) return null;
    let found = null;
    for (const part of new Set(wanted)) {
      const rows = await rowsWith(part, onPart, stillWanted);
      if (!rows || !stillWanted()) return undefined;
      found = found ? found.map((one, row) => one & rows[row]) : rows;
    }
    return found;
  }

  /** The row of a statement by its key, or -1. */
  async function rowOf(key) {
    return (await Bayan.load("keys", 0)).indexOf(key);
  }

  return { get, ready, search, rowOf, fold };
})();
