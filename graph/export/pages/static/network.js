"use strict";
/* The network pages: what is drawn, and the panel with the statements behind a node or an edge. */
(() => {
  const { h, bdi, t, counted } = Bayan;
  const by = (id) => document.getElementById(id);
  const page = document.documentElement.dataset.page;
  const PANEL = 20; // statements shown at a time
  const MOST_NODES = 1500; // beyond this, search and neighbourhoods open the rest
  const ties = Bayan.ties(page);
  let drawing = null;
  let counts = null;
  const choice = { since: -1, until: -1, polarities: new Set([0, 1, 2]), kinds: new Set(["speaker", "topic", "country"]), amount: 60, focus: null };
  let picked = null;

  /* ---- drawing ---- */

  function visible() {
    const allowed = (id) => counts.nodes.has(id) && choice.kinds.has(ties.parse(id).kind);
    if (!choice.focus) return ties.order.filter(allowed).slice(0, choice.amount);
    const near = counts.edges.filter((edge) => edge.from === choice.focus || edge.to === choice.focus)
      .map((edge) => (edge.from === choice.focus ? edge.to : edge.from)).filter(allowed);
    return [choice.focus, ...new Set(near)].slice(0, choice.amount);
  }

  /** Places in rings around a node, the strongest neighbours nearest; rings are as wide as labels need. */
  function rings(ids) {
    const places = new Map([[ids[0], { x: 0, y: 0 }]]);
    let ring = 0;
    let next = 1;
    while (next < ids.length) {
      ring += 1;
      const radius = 105 * ring + 40;
      const room = Math.max(5, Math.floor((2 * Math.PI * radius) / 105));
      const here = ids.slice(next, next + room);
      here.forEach((id, n) => {
        const turn = ((n + (ring % 2) / 2) / here.length) * 2 * Math.PI - Math.PI / 2;
        places.set(id, { x: Math.round(1.45 * radius * Math.cos(turn)), y: Math.round(radius * Math.sin(turn)) });
      });
      next += here.length;
    }
    return places;
  }

  function draw(fit = true) {
    const edges = ties.strongest(counts.edges, new Set(visible()));
    const tied = new Set(edges.flatMap((edge) => [edge.from, edge.to]));
    // a node without a tie among those shown tells nothing
    const ids = visible().filter((id) => !tied.size || tied.has(id) || id === choice.focus);
    const places = choice.focus ? rings(ids) : ties.places;
    drawing.show({
      nodes: ids.map((id) => ({ id, kind: ties.parse(id).kind, name: ties.label(id), count: counts.nodes.get(id)?.count || 0, ...places.get(id) })),
      edges: edges.map((edge) => ({ ...edge, name: `${ties.label(edge.from)} ${Bayan.language() === "ar" ? "←" : "→"} ${ties.label(edge.to)}` })),
    }, fit);
    by("shown").textContent = t("network.shown", { shown: Bayan.number(ids.length), all: Bayan.number(ties.order.length) });
    by("show-all").hidden = !choice.focus;
    if (picked) drawing.highlight(picked);
  }

  function recount() {
    counts = ties.count(choice);
    draw();
    panel();
  }

  /* ---- picking ---- */

  function pick(wanted) {
    picked = wanted;
    if (picked?.node && !drawing.has(picked.node)) { choice.focus = picked.node; draw(); }
    drawing.highlight(picked);
    panel();
    toAddress();
  }

  function toAddress() {
    const values = new URLSearchParams();
    if (picked?.node) values.set("n", ties.keyOf(picked.node));
    if (picked?.edge) values.set("e", picked.edge.split(">").map(ties.keyOf).join(">"));
    if (Bayan.language() !== "ar") values.set("lang", Bayan.language());
    const text = `#${values}`;
    if (text !== (location.hash || "#")) history.replaceState(null, "", text);
  }

  function fromAddress() {
    const values = new URLSearchParams(location.hash.slice(1));
    const node = values.get("n") ? ties.fromKey(values.get("n")) : null;
    const edge = values.get("e") ? values.get("e").split(">").map(ties.fromKey) : null;
    if (node) pick({ node });
    else if (edge?.length === 2 && edge.every(Boolean)) pick({ edge: edge.join(">") });
  }

  /* ---- the panel ---- */

  function stances(polarity) {
    const all = polarity.reduce((sum, n) => sum + n, 0) || 1;
    const bar = h("div", { class: "stances", "aria-hidden": "true" }, Bayan.rows.POLARITIES.map((name, n) => {
      const part = h("span", { class: name });
      part.style.inlineSize = `${(100 * polarity[n]) / all}%`;
      return part;
    }));
    const words = h("p", { class: "muted stance-words" }, Bayan.rows.POLARITIES.filter((_, n) => polarity[n])
      .map((name) => h("span", {}, h("i", { class: `stroke ${name}`, "aria-hidden": "true" }), `${t(`polarity.${name}`)} ${Bayan.number(polarity[Bayan.rows.POLARITIES.indexOf(name)])}`)));
    return [bar, words];
  }

  const dot = (id) => h("i", { class: `dot ${ties.parse(id).kind}`, "aria-hidden": "true" });
  const nodeEntry = (id) => h("li", {}, h("button", { type: "button", class: "entry", onclick: () => pick({ node: id }) },
    dot(id), h("span", { class: "name" }, bdi(ties.label(id))), h("span", { class: "n" }, Bayan.number(counts.nodes.get(id)?.count || 0))));
  const edgeEntry = (edge, from) => h("li", {}, h("button", { type: "button", class: "entry", onclick: () => pick({ edge: edge.id }) },
    h("i", { class: `stroke ${drawing.stance(edge.polarity)}`, "aria-hidden": "true" }),
    h("span", { class: "name" }, pairName(edge, from)), h("span", { class: "n" }, Bayan.number(edge.count))));

  function pairName(edge, seenFrom) {
    if (seenFrom === edge.from && page === "network") return bdi(ties.label(edge.to));
    if (seenFrom === edge.to && page === "network") return bdi(ties.label(edge.from));
    return [bdi(ties.label(edge.from)), h("span", { class: "muted arrow" }, Bayan.language() === "ar" ? " ← " : " → "), bdi(ties.label(edge.to))];
  }

  function overview() {
    const ids = visible().slice().sort((a, b) => counts.nodes.get(b).count - counts.nodes.get(a).count).slice(0, 8);
    const pairs = counts.edges.filter((edge) => [edge.from, edge.to].every((id) => choice.kinds.has(ties.parse(id).kind))).slice(0, 10);
    if (!ids.length) return [h("p", { class: "hint" }, t("empty"))];
    const speakers = visible().filter((id) => ties.parse(id).kind === "speaker").slice(0, 8);
    return [
      h("p", { class: "hint" }, t("network.hint")),
      h("h2", {}, t("network.strongest")), h("ul", { class: "entries" }, (speakers.length ? speakers : ids).map(nodeEntry)),
      pairs.length ? h("h2", {}, t("network.pairs")) : null, h("ul", { class: "entries" }, pairs.map((edge) => edgeEntry(edge, null))),
    ];
  }

  function nodePanel(id) {
    const { kind } = ties.parse(id);
    const node = counts.nodes.get(id) || { count: 0, polarity: [0, 0, 0] };
    const near = counts.edges.filter((edge) => edge.from === id || edge.to === id);
    const own = page === "countries" ? ties.rowsOf({ from: id, to: id }, choice).length : 0;
    const cut = ties.keyOf(id).indexOf(":");
    const others = [...new Set(ties.names(id))].filter((name) => name !== ties.label(id)).slice(0, 6);
    return [
      h("p", { class: "kind muted" }, dot(id), t(`node.${kind}`)),
      h("h2", { class: "title" }, bdi(ties.label(id))),
      others.length ? h("p", { class: "muted names" }, `${t("network.names")}: `, others.flatMap((name, n) => (n ? [" · ", bdi(name)] : [bdi(name)]))) : null,
      h("p", { class: "counts" }, counted("count.statements", node.count), own ? ` · ${t("network.self")}: ${Bayan.number(own)}` : ""),
      ...stances(node.polarity),
      h("p", { class: "actions" },
        h("button", { type: "button", class: "quiet", onclick: () => { choice.focus = id; draw(); panel(); } }, t("network.focus")),
        h("a", { class: "quiet", href: Bayan.link("index.html", { [ties.facetOf(kind)]: ties.keyOf(id).slice(cut + 1) }) }, t("open.list"))),
      near.length ? h("h3", {}, t("network.ties")) : null,
      h("ul", { class: "entries" }, near.slice(0, 8).map((edge) => edgeEntry(edge, id))),
      h("h3", {}, t("nav.explorer")),
      ...statements(ties.rowsOf({ node: id }, choice)),
    ];
  }

  function edgePanel(id) {
    const [from, to] = id.split(">");
    const edge = counts.edges.find((one) => one.id === id) || { id, from, to, count: 0, polarity: [0, 0, 0] };
    const source = ties.parse(from);
    const target = ties.parse(to);
    const facet = page === "countries" ? "from" : "speaker";
    return [
      h("h2", { class: "title" }, h("button", { type: "button", class: "link", onclick: () => pick({ node: from }) }, bdi(ties.label(from))),
        h("span", { class: "muted arrow" }, Bayan.language() === "ar" ? " ← " : " → "),
        h("button", { type: "button", class: "link", onclick: () => pick({ node: to }) }, bdi(ties.label(to)))),
      h("p", { class: "counts" }, counted("count.statements", edge.count)),
      ...stances(edge.polarity),
      h("p", { class: "actions" }, h("a", { class: "quiet", href: Bayan.link("index.html", {
        [facet]: Bayan.rows.keys(facet)[source.item], [ties.facetOf(target.kind)]: Bayan.rows.keys(ties.facetOf(target.kind))[target.item],
      }) }, t("open.list"))),
      ...statements(ties.rowsOf({ from, to }, choice)),
    ];
  }

  function statements(rows) {
    const list = h("div", { class: "panel-list" });
    const more = h("button", { type: "button", class: "quiet" }, t("more"));
    let next = 0;
    async function add() {
      const wanted = rows.slice(next, next + PANEL);
      next += wanted.length;
      more.hidden = next >= rows.length;
      const details = await Promise.all(wanted.map(Bayan.words.get));
      list.append(...details.map((detail) => Bayan.card.build(detail, "h4")));
    }
    more.addEventListener("click", add);
    add();
    return [list, more];
  }

  function panel() {
    const content = picked?.node ? nodePanel(picked.node) : picked?.edge ? edgePanel(picked.edge) : overview();
    const back = picked ? h("button", { type: "button", class: "link back", onclick: () => { choice.focus = null; picked = null; draw(); pick(null); } }, `× ${t("close")}`) : null;
    by("panel").replaceChildren(...[back, ...content].filter(Boolean));
    by("panel").scrollTop = 0;
    document.body.classList.toggle("picked", Boolean(picked));
  }

  /* ---- search ---- */

  function suggest() {
    const wanted = Bayan.words.fold(by("search").value.trim());
    const matching = wanted ? ties.order.filter((id) => ties.names(id).some((name) => Bayan.words.fold(name).includes(wanted))).slice(0, 12) : [];
    by("found").replaceChildren(...matching.map((id, n) => h("li", { role: "option", id: `found-${n}`, "aria-selected": "false", "data-node": id, onmousedown: (event) => { event.preventDefault(); take(id); } },
      dot(id), h("span", { class: "name" }, bdi(ties.label(id))), h("span", { class: "n" }, Bayan.number(counts.nodes.get(id)?.count || 0)))));
    by("found").hidden = !matching.length;
    by("search").setAttribute("aria-expanded", String(Boolean(matching.length)));
    by("search").removeAttribute("aria-activedescendant");
  }

  function take(id) {
    by("found").hidden = true;
    by("search").setAttribute("aria-expanded", "false");
    by("search").value = "";
    pick({ node: id });
    drawing.focus(id);
  }

  function searchKeys(event) {
    const options = [...by("found").children];
    if (event.key === "Escape") { by("found").hidden = true; return; }
    if (!options.length) return;
    let at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Enter") { event.preventDefault(); take(options[Math.max(at, 0)].dataset.node); return; }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    at = (at + (event.key === "ArrowDown" ? 1 : options.length - (at < 0 ? 0 : 1))) % options.length;
    options.forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    by("search").setAttribute("aria-activedescendant", options[at].id);
    options[at].scrollIntoView({ block: "nearest" });
  }

  /* ---- start ---- */

  function listen() {
    by("controls").addEventListener("submit", (event) => event.preventDefault());
    for (const name of ["since", "until"]) Bayan.dateField(name, (day) => { choice[name] = Bayan.dayOf(day); recount(); });
    by("legend").addEventListener("change", (event) => {
      if (event.target.name === "kind") choice.kinds = new Set([...by("legend").querySelectorAll("[name=kind]:checked")].map((input) => input.value));
      else if (event.target.name === "polarity") choice.polarities = new Set([...by("legend").querySelectorAll("[name=polarity]:checked")].map((input) => Bayan.rows.POLARITIES.indexOf(input.value)));
      else return;
      recount();
    });
    const narrow = matchMedia("(max-width: 900px)").matches;
    choice.amount = Math.min(narrow ? 18 : 60, ties.order.length);
    by("amount").max = Math.max(10, Math.ceil(Math.min(ties.order.length, MOST_NODES) / 10) * 10);
    by("amount").value = choice.amount;
    by("amount").addEventListener("input", Bayan.debounce(120, () => { choice.amount = Number(by("amount").value); draw(); if (!picked) panel(); }));
    by("search").addEventListener("input", suggest);
    by("search").addEventListener("keydown", searchKeys);
    by("search").addEventListener("blur", () => { by("found").hidden = true; });
    by("show-all").addEventListener("click", () => { choice.focus = null; draw(); });
    by("zoom-in").addEventListener("click", () => drawing.zoom(1.3));
    by("zoom-out").addEventListener("click", () => drawing.zoom(1 / 1.3));
    by("fit").addEventListener("click", () => drawing.fit());
    by("save-png").addEventListener("click", async () => Bayan.download(`bayan-${page}.png`, "image/png", await drawing.picture(Number(by("png-scale").value))));
    by("open-filters").addEventListener("click", () => {
      const open = document.body.classList.toggle("filtering");
      by("open-filters").setAttribute("aria-expanded", String(open));
    });
    addEventListener("hashchange", fromAddress);
    const redress = () => { draw(false); drawing.highlight(picked); };
    document.addEventListener("bayan-theme", redress);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redress);
    Bayan.onLanguage(() => { draw(false); panel(); toAddress(); });
  }

  async function start() {
    document.querySelector(".legend").open = !matchMedia("(max-width: 900px)").matches;
    const first = JSON.parse(by("first-view").textContent);
    drawing = Bayan.drawing(by("mynetwork"), first.options, (wanted) => { if (counts) pick(wanted); });
    drawing.show({ nodes: first.nodes, edges: first.edges });
    await ties.ready();
    listen();
    recount();
    fromAddress();
    document.documentElement.dataset.ready = "yes";
    Bayan.view = drawing; // for the tests, and for the curious
  }
  document.addEventListener("DOMContentLoaded", start);
})();
