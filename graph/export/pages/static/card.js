"use strict";
/* A statement as people read it, and the dialog that shows one with what it conveys. */
Bayan.card = (() => {
  const { h, bdi, t } = Bayan;

  function tag(facet, item) {
    const key = Bayan.rows.keys(facet)[item];
    return h("li", {}, h("a", { class: `tag ${facet}`, href: Bayan.link("index.html", { [facet]: key }) }, bdi(Bayan.rows.label(facet, item))));
  }

  function when(row) {
    const { day, said } = Bayan.rows.columns;
    if (day[row] < 0) return h("span", { class: "muted" }, t("undated"));
    const text = Bayan.formatDay(day[row]);
    return h("time", { datetime: Bayan.iso(day[row]) }, said[row] ? text : t("published", { day: text }));
  }

  function published(text) {
    const day = Bayan.dayOf(text.slice(0, 10));
    return day < 0 ? bdi(text) : Bayan.formatDay(day, { day: "numeric", month: "short", year: "numeric" });
  }

  function source(report) {
    const { article } = report;
    const { outlets, speakers } = Bayan.rows.core;
    const name = article.outlet >= 0 ? outlets[Bayan.language()][article.outlet] : t("reported.unknown");
    const via = (report.via || []).map((speaker) => bdi(speakers[Bayan.language()][speaker]));
    return h("li", {},
      h("span", { class: "outlet" }, bdi(name)),
      via.length ? h("span", { class: "muted" }, ` ${t("reported.via")} `, via.flatMap((one, n) => (n ? [", ", one] : [one]))) : null,
      article.published ? h("time", { datetime: article.published, class: "muted" }, published(article.published)) : null,
      article.title ? h("bdi", { class: "article-title", dir: "auto", title: article.title }, article.title) : null,
      article.page ? h("a", { href: Bayan.link(`articles/${article.key}.html`, { r: report.key }) }, t("open.article")) : null,
      article.url ? h("a", { href: article.url, rel: "noopener noreferrer external", target: "_blank" }, t("open.source")) : null,
      report.words ? h("details", { class: "wording" }, h("summary", {}, t("reported.words")), h("q", { dir: "auto", lang: "ar" }, report.words)) : null,
    );
  }

  function chain(title, rows) {
    if (!rows || !rows.length) return null;
    return h("p", { class: "chain muted" }, `${title} `, rows.flatMap((row, n) => {
      const speaker = Bayan.rows.label("speaker", Bayan.rows.columns.speaker[row]) || "?";
      const button = h("button", { type: "button", class: "link", onclick: () => open(row) }, bdi(speaker));
      return n ? [" · ", button] : [button];
    }));
  }

  function role(detail) {
    if (!detail.role) return null;
    const english = Bayan.language() === "en" && detail.roleEn;
    return h("span", { class: "role muted", lang: english ? "en" : "ar", dir: "auto", title: english ? detail.role : null }, bdi(english || detail.role));
  }

  /** The card of a statement whose words are loaded. */
  function build(detail, heading = "h3") {
    const { columns, core, keys, label, valuesOf, POLARITIES } = Bayan.rows;
    const { row } = detail;
    const speaker = columns.speaker[row];
    const polarity = POLARITIES[columns.polarity[row]];
    const addressee = columns.addressee[row];
    const name = label("speaker", speaker);
    const topics = [...valuesOf("topic", row)].filter((item) => keys("topic")[item] !== "other"); // says nothing
    return h("article", { class: `card ${polarity}`, "data-row": row, tabindex: "-1", "aria-label": name },
      h("header", {},
        h(heading, { class: "speaker" }, h("a", { href: Bayan.link("index.html", { speaker: keys("speaker")[speaker] }), title: core.speakers.ar[speaker] }, bdi(name))),
        role(detail),
        h("span", { class: `act ${polarity}`, title: t(`polarity.${polarity}`) }, bdi(label("act", columns.act[row]))),
        detail.occasion >= 0 ? h("span", { class: "muted occasion" }, bdi(core.occasions[Bayan.language()][detail.occasion])) : null,
        when(row)),
      h("blockquote", { class: detail.form, dir: "auto", lang: "ar", title: t(`form.${detail.form}`) }, h("p", {}, detail.text)),
      addressee >= 0 ? h("p", { class: "chain muted" }, `${t("addressee")} `, bdi(label("speaker", addressee))) : null,
      chain(t("nested.outer"), detail.outer),
      chain(t("nested.inner"), detail.inner),
      h("ul", { class: "tags" }, topics.map((item) => tag("topic", item)), [...valuesOf("about", row)].map((item) => tag("about", item))),
      h("footer", { class: "sources" },
        h("span", { class: "muted" }, t("reported")),
        h("ul", {}, detail.reports.map(source)),
        h("a", { class: "permalink", href: Bayan.link("index.html", { s: detail.key }) }, t("open.statement"))),
    );
  }

  /** Show one statement by itself. */
  async function open(row) {
    const detail = await Bayan.words.get(row);
    document.querySelector("dialog.single")?.remove();
    const dialog = h("dialog", { class: "single", "aria-label": t("statement") },
      h("button", { type: "button", class: "quiet close", onclick: () => dialog.close() }, t("close")),
      build(detail, "h2"));
    dialog.addEventListener("close", () => dialog.remove());
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("a:not([target])")) dialog.close();
    });
    document.body.append(dialog);
    dialog.showModal();
  }

  return { build, open };
})();
