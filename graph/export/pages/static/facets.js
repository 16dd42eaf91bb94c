"use strict";
/* The facets beside the list: what can be chosen, how many statements each choice leaves. */
Bayan.facets = (container, onChange) => {
  const { h, bdi, t, number } = Bayan;
  const FIRST = 7;
  const MOST = 200; // entries shown at once, however long the facet; the search in it finds the rest
  const OPEN = new Set(["speaker", "about", "topic", "polarity"]);
  const boxes = new Map();

  function make(facet) {
    const list = h("ul", {});
    const find = h("input", { type: "search", class: "within", dir: "auto", "data-t-placeholder": "filters.within", placeholder: t("filters.within") });
    const more = h("button", { type: "button", class: "link more" });
    const box = h("details", { class: "facet", "data-facet": facet, open: OPEN.has(facet) },
      h("summary", { "data-t": `facet.${facet}` }, t(`facet.${facet}`)), find, list, more);
    const state = { box, list, find, more, all: false, counts: null, chosen: new Set() };
    find.addEventListener("input", () => draw(facet));
    more.addEventListener("click", () => { state.all = !state.all; draw(facet); });
    box.addEventListener("toggle", () => draw(facet));
    boxes.set(facet, state);
    return box;
  }

  function draw(facet) {
    const { box, list, find, more, all, counts, chosen } = boxes.get(facet);
    if (!counts || !box.open) return;
    const { label } = Bayan.rows;
    const items = [];
    for (let item = 0; item < counts.length; item += 1) if (counts[item] || chosen.has(item)) items.push(item);
    const wanted = Bayan.words.fold(find.value.trim());
    const matching = wanted ? items.filter((item) => Bayan.words.fold(names(facet, item)).includes(wanted)) : items;
    matching.sort((a, b) => chosen.has(b) - chosen.has(a) || counts[b] - counts[a] || a - b);
    const shown = matching.slice(0, all || wanted ? MOST : Math.max(FIRST, chosen.size));
    const focused = list.contains(document.activeElement) ? document.activeElement.value : null;
    list.replaceChildren(...shown.map((item) => {
      const input = h("input", { type: "checkbox", value: item, checked: chosen.has(item) });
      input.addEventListener("change", () => onChange(facet, item, input.checked));
      const mark = facet === "polarity" ? h("i", { class: `stroke ${Bayan.rows.POLARITIES[item]}`, "aria-hidden": "true" }) : null;
      return h("li", {}, h("label", {}, input, mark, h("span", { class: "name" }, bdi(label(facet, item))), h("span", { class: "n" }, number(counts[item]))));
    }));
    if (focused !== null) list.querySelector(`input[value="${focused}"]`)?.focus();
    list.classList.toggle("long", shown.length > FIRST);
    find.hidden = items.length <= FIRST;
    find.setAttribute("aria-label", `${t("filters.within")}: ${t(`facet.${facet}`)}`);
    more.hidden = Boolean(wanted) || items.length <= FIRST;
    more.textContent = all ? t("less") : `${t("more")} (${number(items.length - shown.length)})`;
    box.hidden = !items.length;
  }

  function names(facet, item) {
    const { core, label } = Bayan.rows;
    if (facet !== "speaker") return label(facet, item);
    return [core.speakers.ar[item], core.speakers.en[item], ...core.speakers.names[item]].join("\n");
  }

  container.replaceChildren(...Bayan.rows.FACETS.map(make));

  /** Show other counts and choices. */
  function show(counts, chosen) {
    for (const [facet, state] of boxes) {
      state.counts = counts[facet];
      state.chosen = chosen[facet] || new Set();
      if (state.chosen.size) state.box.open = true;
      draw(facet);
    }
  }
  return { show };
};
