"use strict";
/* The explorer: one choice (search, facets, dates), kept in the address, from which everything on the page follows. */
(() => {
  const { h, bdi, t } = Bayan;
  const by = (id) => document.getElementById(id);
  const choice = { query: "", since: "", until: "", view: "list", facets: {} };
  let found = null;
  let result = null;
  let asked = 0;
  let written = null;
  let facets, list, matrix, timeline;
  const dates = {};

  /* ---- the address ---- */

  function toAddress() {
    const values = new URLSearchParams();
    if (choice.query) values.set("q", choice.query);
    for (const facet of Bayan.rows.FACETS) {
      for (const item of choice.facets[facet] || []) values.append(facet, Bayan.rows.keys(facet)[item]);
    }
    if (choice.since) values.set("since", choice.since);
    if (choice.until) values.set("until", choice.until);
    if (choice.view !== "list") values.set("view", choice.view);
    if (Bayan.language() !== "ar") values.set("lang", Bayan.language());
    written = `#${values}`;
    if (location.hash !== written && (location.hash || written !== "#")) history.replaceState(null, "", written);
  }

  async function fromAddress() {
    const values = new URLSearchParams(location.hash.slice(1));
    choice.query = values.get("q") || "";
    choice.since = Bayan.dayOf(values.get("since")) < 0 ? "" : values.get("since");
    choice.until = Bayan.dayOf(values.get("until")) < 0 ? "" : values.get("until");
    choice.view = values.get("view") === "matrix" ? "matrix" : "list";
    choice.facets = {};
    for (const facet of Bayan.rows.FACETS) {
      const keys = Bayan.rows.keys(facet);
      const items = values.getAll(facet).map((key) => keys.indexOf(key)).filter((item) => item >= 0);
      if (items.length) choice.facets[facet] = new Set(items);
    }
    by("search").value = choice.query;
    await searchAgain();
    if (values.has("s")) single(values.get("s"));
  }

  async function single(key) {
    const row = await Bayan.words.rowOf(key);
    if (row >= 0) Bayan.card.open(row);
  }

  /* ---- from the choice to the page ---- */

  async function searchAgain() {
    const mine = ++asked;
    const progress = by("progress");
    const answer = await Bayan.words.search(choice.query, (done, all) => {
      progress.hidden = false;
      progress.textContent = `${t("searching")} ${Bayan.number(Math.round((100 * done) / all))}%`;
    }, () => mine === asked);
    if (mine !== asked) return;
    progress.hidden = true;
    found = answer;
    refresh();
  }

  function refresh() {
    toAddress();
    result = Bayan.rows.filter({ facets: choice.facets, since: Bayan.dayOf(choice.since), until: Bayan.dayOf(choice.until), found });
    for (const name of ["since", "until"]) dates[name].show(choice[name]);
    facets.show(result.counts, choice.facets);
    timeline.show(result.days, Bayan.dayOf(choice.since), Bayan.dayOf(choice.until));
    showCounts();
    showChosen();
    showView();
  }

  function showCounts() {
    const some = (facet) => result.counts[facet].reduce((sum, count) => sum + (count > 0), 0);
    const narrowed = Object.values(choice.facets).some((items) => items.size);
    const exact = narrowed ? distinct() : { speaker: some("speaker"), about: some("about"), outlet: some("outlet") };
    by("counts").replaceChildren(
      h("strong", {}, Bayan.counted("count.statements", result.rows.length)), " ",
      ...["speaker", "about", "outlet"].flatMap((facet, n) => [
        n ? " · " : "", h("span", {}, Bayan.counted({ speaker: "count.speakers", about: "count.countries", outlet: "count.outlets" }[facet], exact[facet])),
      ]));
  }

  function distinct() {
    const seen = { speaker: new Set(), about: new Set(), outlet: new Set() };
    for (const row of result.rows) for (const facet in seen) for (const item of Bayan.rows.valuesOf(facet, row)) seen[facet].add(item);
    return Object.fromEntries(Object.entries(seen).map(([facet, items]) => [facet, items.size]));
  }

  function showChosen() {
    const chips = Object.entries(choice.facets).flatMap(([facet, items]) => [...items].map((item) => {
      const name = Bayan.rows.label(facet, item);
      return h("li", {}, h("button", { type: "button", class: "chip", "aria-label": t("filters.remove", { name }), onclick: () => choose(facet, item, false) },
        h("span", { class: "muted" }, `${t(`facet.${facet}`)}: `), bdi(name), h("span", { "aria-hidden": "true" }, " ×")), inNetwork(facet, item));
    }));
    by("chosen").replaceChildren(...chips);
    by("chosen").hidden = !chips.length;
    by("clear").hidden = !chips.length && !choice.query && !choice.since && !choice.until;
  }

  /** A link to what was chosen, where the network has it. */
  function inNetwork(facet, item) {
    const kind = { speaker: "speaker", topic: "topic", about: "country" }[facet];
    if (!kind) return null;
    return h("a", { class: "to-network", href: Bayan.link("graph.html", { n: `${kind}:${Bayan.rows.keys(facet)[item]}` }) }, t("open.graph"));
  }

  function showView() {
    const inMatrix = choice.view === "matrix";
    const none = !result.rows.length;
    by("view-list").setAttribute("aria-pressed", String(!inMatrix));
    by("view-matrix").setAttribute("aria-pressed", String(inMatrix));
    by("matrix").hidden = !inMatrix || none;
    by("list").hidden = inMatrix || none;
    by("empty").hidden = !none;
    if (inMatrix) matrix.show(result.rows);
    else list.show(result.rows);
  }

  /* ---- what people do ---- */

  function choose(facet, item, on) {
    const items = new Set(choice.facets[facet]);
    if (on) items.add(item);
    else items.delete(item);
    choice.facets[facet] = items;
    if (!items.size) delete choice.facets[facet];
    refresh();
  }

  function toggleFilters(open) {
    document.body.classList.toggle("filtering", open);
    by("open-filters").setAttribute("aria-expanded", String(open));
    if (open) by("filters").querySelector("input, button").focus();
  }

  function listen() {
    by("search").addEventListener("input", Bayan.debounce(180, () => { choice.query = by("search").value.trim(); searchAgain(); }));
    for (const name of ["since", "until"]) dates[name] = Bayan.dateField(name, (day) => { choice[name] = day; refresh(); });
    by("clear").addEventListener("click", () => {
      Object.assign(choice, { query: "", since: "", until: "", facets: {} });
      by("search").value = "";
      searchAgain();
    });
    by("view-list").addEventListener("click", () => { choice.view = "list"; toAddress(); showView(); });
    by("view-matrix").addEventListener("click", () => { choice.view = "matrix"; toAddress(); showView(); });
    by("save-csv").addEventListener("click", () => Bayan.saving.csv(result.rows));
    by("save-json").addEventListener("click", () => Bayan.saving.json(result.rows));
    by("print").addEventListener("click", () => list.print());
    by("open-filters").addEventListener("click", () => toggleFilters(!document.body.classList.contains("filtering")));
    by("close-filters").addEventListener("click", () => { toggleFilters(false); by("open-filters").focus(); });
    addEventListener("hashchange", () => {
      const values = new URLSearchParams(location.hash.slice(1));
      values.delete("lang");
      if (values.has("s") && [...values.keys()].length === 1) { // one statement, over the choice as it is
        single(values.get("s"));
        history.replaceState(null, "", written);
      } else if (location.hash !== written) { fromAddress(); scrollTo(0, 0); }
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "/" && !event.target.closest("input, textarea")) { event.preventDefault(); by("search").focus(); }
      if (event.key === "Escape") toggleFilters(false);
    });
    Bayan.onLanguage(refresh);
  }

  async function start() {
    await Bayan.rows.ready();
    facets = Bayan.facets(by("facets"), choose);
    list = Bayan.list(by("list"));
    timeline = Bayan.timeline(by("timeline"), (since, until) => {
      const same = choice.since === since && choice.until === until;
      Object.assign(choice, same ? { since: "", until: "" } : { since, until });
      refresh();
    });
    matrix = Bayan.matrix(by("matrix"), (one, two) => {
      choice.facets = { ...choice.facets, from: new Set([one]), about: new Set([two]) };
      choice.view = "list";
      refresh();
    });
    listen();
    await fromAddress();
    document.documentElement.dataset.ready = "yes";
  }
  document.addEventListener("DOMContentLoaded", start);
})();
