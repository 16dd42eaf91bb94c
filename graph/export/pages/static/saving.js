"use strict";
/* What is shown, as a table or as JSON, for use elsewhere. */
Bayan.saving = (() => {
  const COLUMNS = ["key", "iri", "speaker", "speaker_en", "role", "speaker_country", "act", "polarity", "date", "published", "topics", "countries", "text", "outlets", "articles", "urls"];

  async function records(rows) {
    const { core, columns, keys, valuesOf, POLARITIES } = Bayan.rows;
    const made = [];
    for (const row of rows) {
      const detail = Bayan.words.ready(row) || await Bayan.words.get(row);
      const speaker = columns.speaker[row];
      const articles = detail.reports.map((report) => report.article);
      made.push({
        key: detail.key,
        iri: core.base ? `${core.base}statement/${detail.key}` : null,
        speaker: core.speakers.ar[speaker],
        speaker_en: core.speakers.en[speaker],
        role: detail.role || null,
        speaker_country: columns.from[row] < 0 ? null : keys("from")[columns.from[row]],
        act: keys("act")[columns.act[row]],
        polarity: POLARITIES[columns.polarity[row]],
        date: columns.said[row] ? Bayan.iso(columns.day[row]) : null,
        published: articles.map((article) => article.published).filter(Boolean).sort()[0] || null,
        topics: [...valuesOf("topic", row)].map((item) => keys("topic")[item]),
        countries: [...valuesOf("about", row)].map((item) => keys("about")[item]),
        text: detail.text,
        outlets: [...valuesOf("outlet", row)].map((item) => core.outlets.ar[item]),
        articles: articles.map((article) => article.key),
        urls: articles.map((article) => article.url).filter(Boolean),
      });
    }
    return made;
  }

  /* a spreadsheet takes a cell that begins so for a formula; OWASP, CSV injection */
  const tame = (text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

  function cell(value) {
    const text = tame(Array.isArray(value) ? value.join("; ") : value ?? "");
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  async function csv(rows) {
    const lines = [COLUMNS, ...(await records(rows)).map((record) => COLUMNS.map((name) => record[name]))];
    // the mark tells spreadsheets that it is UTF-8
    Bayan.download("bayan.csv", "text/csv;charset=utf-8", `\ufeff${lines.map((line) => line.map(cell).join(",")).join("\r\n")}\r\n`);
  }

  async function json(rows) {
    Bayan.download("bayan.json", "application/json", `${JSON.stringify(await records(rows), null, 1)}\n`);
  }

  return { csv, json, tame };
})();
