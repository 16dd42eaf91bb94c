"use strict";
/* Who speaks about whom, country by country. */
Bayan.matrix = (container, onChoose) => {
  const { h, bdi, t, number } = Bayan;
  let limit = 12;
  let shown = [];

  /** Show the countries of other rows. */
  function show(rows) {
    shown = rows;
    const { columns, valuesOf, label, core } = Bayan.rows;
    const size = core.countries.key.length;
    const cells = new Map();
    const from = new Int32Array(size);
    const about = new Int32Array(size);
    for (const row of rows) {
      const speaker = columns.from[row];
      if (speaker < 0) continue;
      const targets = valuesOf("about", row);
      if (targets.length) from[speaker] += 1;
      for (const target of targets) {
        about[target] += 1;
        cells.set(speaker * size + target, (cells.get(speaker * size + target) || 0) + 1);
      }
    }
    const strongest = (counts) => [...counts.keys()].filter((item) => counts[item]).sort((a, b) => counts[b] - counts[a] || a - b);
    const [speakers, targets] = [strongest(from), strongest(about)];
    const [down, across] = [speakers.slice(0, limit), targets.slice(0, limit)];
    const most = Math.max(1, ...down.flatMap((one) => across.map((two) => (one === two ? 0 : cells.get(one * size + two) || 0))));
    const cell = (one, two) => {
      const count = cells.get(one * size + two) || 0;
      if (!count) return h("td", { class: "none" });
      const text = t("matrix.cell", { from: label("from", one), about: label("about", two), count: number(count) });
      const step = one === two ? "own" : `heat-${Math.min(5, 1 + Math.floor((5 * Math.sqrt(count)) / Math.sqrt(most + 1)))}`;
      return h("td", { class: step }, h("button", { type: "button", "aria-label": text, title: text, onclick: () => onChoose(one, two) }, number(count)));
    };
    const table = h("table", {},
      h("caption", {}, t("matrix.caption")),
      h("thead", {}, h("tr", {},
        h("td", { class: "corner" }),
        across.map((two) => h("th", { scope: "col" }, h("span", {}, bdi(label("about", two))))),
        h("th", { scope: "col", class: "sum" }, h("span", {}, t("total"))))),
      h("tbody", {}, down.map((one) => h("tr", {},
        h("th", { scope: "row" }, bdi(label("from", one))),
        across.map((two) => cell(one, two)),
        h("td", { class: "sum" }, number(from[one]))))));
    const more = Math.max(speakers.length, targets.length) > limit
      ? h("button", { type: "button", class: "quiet", onclick: () => { limit += 12; show(shown); } }, t("more")) : null;
    container.replaceChildren(
      ...(down.length ? [h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("view.matrix") }, table)] : [h("p", { class: "empty" }, t("empty"))]),
      ...(more ? [more] : []));
  }
  return { show };
};
