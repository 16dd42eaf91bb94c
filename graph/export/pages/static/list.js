"use strict";
/* A list of any length: pages of twenty cards, each built when it comes near the screen and taken away when it leaves. */
Bayan.list = (container) => {
  const PAGE = 20;
  const PRINTED = 1000; // statements that print before paper runs out
  let rows = [];
  let height = 230; // what a card is taken to need until one has been measured
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) (isIntersecting ? fill : empty)(target);
  }, { rootMargin: "1200px 0px" });

  async function fill(page) {
    page.wanted = true;
    if (page.filled) return;
    const start = Number(page.dataset.page) * PAGE;
    const shown = rows;
    const details = await Promise.all(shown.slice(start, start + PAGE).map((row) => Bayan.words.ready(row) || Bayan.words.get(row)));
    if (shown !== rows || !page.wanted || page.filled) return;
    page.replaceChildren(...details.map((detail, place) => {
      const card = Bayan.card.build(detail, "h2");
      card.setAttribute("aria-posinset", start + place + 1);
      card.setAttribute("aria-setsize", rows.length);
      return card;
    }));
    page.filled = true;
    page.style.minHeight = "";
    if (page.offsetHeight) height = page.offsetHeight / details.length;
  }

  function empty(page) {
    page.wanted = false;
    if (!page.filled || page.contains(document.activeElement)) return;
    page.style.minHeight = `${page.offsetHeight}px`;
    page.replaceChildren();
    page.filled = false;
  }

  /** Show other rows. */
  function show(wanted) {
    rows = wanted;
    observer.disconnect();
    const pages = [];
    for (let page = 0; page * PAGE < rows.length; page += 1) {
      const node = Bayan.h("div", { class: "page", "data-page": page });
      node.style.minHeight = `${Math.round(height * Math.min(PAGE, rows.length - page * PAGE))}px`;
      pages.push(node);
    }
    container.replaceChildren(...pages);
    if (pages.length) fill(pages[0]); // at once: what people came for
    for (const page of pages) observer.observe(page);
  }

  /* j and k, or the keys of a feed, go from statement to statement */
  container.addEventListener("keydown", (event) => step(event));
  document.addEventListener("keydown", (event) => {
    if (event.target === document.body) step(event);
  });
  function step(event) {
    const by = { j: 1, PageDown: 1, k: -1, PageUp: -1 }[event.key];
    if (!by || event.ctrlKey || event.metaKey || event.altKey || container.hidden) return;
    const cards = [...container.querySelectorAll(".card")];
    const at = cards.indexOf(document.activeElement.closest?.(".card"));
    const next = at < 0 ? cards[0] : cards[at + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  /** Build the first pages whole, for paper. */
  async function print() {
    const pages = [...container.children].slice(0, PRINTED / PAGE);
    observer.disconnect();
    await Promise.all(pages.map(fill));
    window.print();
    for (const page of container.children) observer.observe(page);
  }

  return { show, print };
};
