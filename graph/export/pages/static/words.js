"use strict";
/* Words and sources of statements, loaded part by part, and the search over them. */
Bayan.words = (() => {
  const folded = new Map(); // part number -> one searchable text per row

  const partOf = (row) => Math.floor(row / Bayan.rows.core.detailRows);
  const parts = () => Math.ceil(Bayan.rows.core.rows / Bayan.rows.core.detailRows);

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

  function searchable(part, number) {
    if (!folded.has(number)) {
      const { core, columns } = Bayan.rows;
      const start = number * core.detailRows;
      folded.set(number, part.rows.map((detail, place) => {
        const speaker = columns.speaker[start + place];
        const titles = detail.reports.map((report) => part.articles[report.article].title || "");
        const names = speaker < 0 ? [] : [core.speakers.ar[speaker], core.speakers.en[speaker], ...core.speakers.names[speaker]];
        return fold([detail.text, detail.role || "", ...names, ...titles].join("\n"));
      }));
    }
    return folded.get(number);
  }

  /** Rows with every word of a query, as a Uint8Array; null for an empty query. Tells `onPart(done, all)` as it goes. */
  async function search(query, onPart, stillWanted) {
    const wanted = fold(query).split(/\s+/).filter(Boolean);
    if (!wanted.length) return null;
    const found = new Uint8Array(Bayan.rows.core.rows);
    const all = parts();
    for (let number = 0; number < all; number += 1) {
      const part = await Bayan.load("words", number);
      if (!stillWanted()) return undefined;
      const texts = searchable(part, number);
      const start = number * Bayan.rows.core.detailRows;
      for (let place = 0; place < texts.length; place += 1) {
        if (wanted.every((word) => texts[place].includes(word))) found[start + place] = 1;
      }
      if (number % 4 === 3) {
        onPart(number + 1, all);
        await new Promise((resolve) => setTimeout(resolve));
      }
    }
    return found;
  }

  /** The row of a statement by its key, or -1. */
  async function rowOf(key) {
    return (await Bayan.load("keys", 0)).indexOf(key);
  }

  return { get, ready, search, rowOf, fold };
})();
