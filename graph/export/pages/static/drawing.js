"use strict";
/* The drawing of a network by vis-network: colours from the style sheet, sizes from the counts. */
Bayan.drawing = (container, options, onPick) => {
  const root = document.documentElement;
  const POLARITIES = ["support", "oppose", "neutral"];
  const nodes = new vis.DataSet();
  const edges = new vis.DataSet();
  const arabic = '"Noto Sans Arabic", "Segoe UI", Tahoma, "Noto Sans", Arial, sans-serif';
  const narrow = matchMedia("(max-width: 900px)");
  let most = 1;
  let mostTie = 1;

  const colour = (name) => getComputedStyle(root).getPropertyValue(`--${name}`).trim();

  function stance(polarity) {
    const [support, oppose, neutral] = polarity;
    if (support > oppose && support * 2 >= neutral) return POLARITIES[0];
    if (oppose > support && oppose * 2 >= neutral) return POLARITIES[1];
    return POLARITIES[2];
  }

  /** Break a label between words, as network.py does. */
  function lines(text, width = 20, most = 2) {
    const made = [""];
    for (const word of text.split(/\s+/)) {
      const joined = `${made.at(-1)} ${word}`.trim();
      if (joined.length <= width || !made.at(-1)) made[made.length - 1] = joined;
      else if (made.length === most) return `${made.join("\n")}…`;
      else made.push(word);
    }
    return made.map((line) => (line.length <= 2 * width ? line : `${line.slice(0, 2 * width)}…`)).join("\n");
  }

  /* the layout is wider than high; a phone held upright has it turned */
  const tall = () => container.clientHeight > 1.15 * container.clientWidth;
  const place = ({ x, y }) => (tall() ? { x: y, y: -x * stretch } : { x, y });
  let stretch = 1;

  /** How much longer a turned layout may be drawn to fill the screen, which keeps labels off one another. */
  function room(wanted) {
    if (!tall() || wanted.length < 2) return 1;
    const reach = (values) => Math.max(...values) - Math.min(...values);
    const [across, along] = [reach(wanted.map(({ y }) => y)) + 320, reach(wanted.map(({ x }) => x)) + 60]; // labels are wide
    return Math.min(2.2, Math.max(1, (0.92 * across * container.clientHeight) / (along * container.clientWidth)));
  }

  /* an element, because vis would take a text for markup */
  const tip = (name, count) => Bayan.h("span", {}, Bayan.bdi(name), `: ${Bayan.counted("count.statements", count)}`);

  function dressNode(node, dim) {
    const size = 8 + 24 * Math.sqrt(node.count / most);
    const fill = colour(node.kind);
    return {
      id: node.id, title: tip(node.name, node.count), ...place(node), label: lines(node.name), shape: "dot", size, opacity: dim ? 0.3 : 1,
      color: { background: fill, border: colour("surface"), highlight: { background: fill, border: colour("ink") } },
      borderWidth: 1.5, borderWidthSelected: 3,
      font: { face: arabic, size: (narrow.matches ? 25 : 14) + size / 3, color: dim ? colour("faint") : colour("ink"), strokeWidth: 4, strokeColor: colour("paper"), vadjust: -Math.round(size * 0.3) },
    };
  }

  function dressEdge(edge, dim) {
    const tone = colour(stance(edge.polarity));
    return {
      id: edge.id, title: tip(edge.name || "", edge.count), from: edge.from, to: edge.to, width: 1 + 7 * Math.sqrt(edge.count / mostTie),
      color: { color: tone, highlight: tone, hover: tone, opacity: dim ? 0.13 : 0.45 }, selectionWidth: 2, hoverWidth: 1,
    };
  }

  const network = new vis.Network(container, { nodes, edges }, options);
  if (narrow.matches) network.setOptions({ nodes: { scaling: { label: { drawThreshold: 5 } } } }); // small, but read close
  network.on("click", ({ nodes: [node], edges: [edge] }) => onPick(node ? { node } : edge ? { edge } : null));
  network.on("resize", () => { if (shown.nodes.length) fill(); });
  network.on("hoverNode", () => { container.style.cursor = "pointer"; });
  network.on("hoverEdge", () => { container.style.cursor = "pointer"; });
  network.on("blurNode", () => { container.style.cursor = ""; });
  network.on("blurEdge", () => { container.style.cursor = ""; });

  let shown = { nodes: [], edges: [] };

  /** Draw nodes ({id, kind, name, count, x, y}) and edges ({id, from, to, count, polarity}) in place of the last. */
  function show(wanted, fit = true) {
    shown = wanted;
    most = Math.max(1, ...wanted.nodes.map((node) => node.count));
    mostTie = Math.max(1, ...wanted.edges.map((edge) => edge.count));
    stretch = room(wanted.nodes);
    network.setOptions({ interaction: { hideEdgesOnDrag: wanted.nodes.length > 500 } }); // dragging stays smooth
    edges.clear();
    nodes.clear();
    nodes.add(wanted.nodes.map((node) => dressNode(node, false)));
    edges.add(wanted.edges.map((edge) => dressEdge(edge, false)));
    if (fit) fill();
  }

  /** Bring out a node with its neighbours, or an edge with its ends; null brings out everything. */
  function highlight(picked) {
    const near = new Set();
    if (picked) {
      for (const edge of shown.edges) {
        if (picked.edge === edge.id || picked.node === edge.from || picked.node === edge.to) { near.add(edge.id); near.add(edge.from); near.add(edge.to); }
      }
      if (picked.node) near.add(picked.node);
    }
    nodes.update(shown.nodes.map((node) => dressNode(node, picked && !near.has(node.id))));
    edges.update(shown.edges.map((edge) => dressEdge(edge, picked && !near.has(edge.id))));
    network.unselectAll();
    if (picked?.node && nodes.get(picked.node)) network.selectNodes([picked.node], false);
    if (picked?.edge && edges.get(picked.edge)) network.selectEdges([picked.edge]);
  }

  function fill() {
    network.fit({ animation: false });
    if (tall()) network.moveTo({ scale: network.getScale() * 0.9 }); // labels reach out of a narrow screen
  }

  const zoom = (by) => network.moveTo({ scale: network.getScale() * by, animation: { duration: 150 } });

  /** The drawing as a PNG picture on the page's ground, `scale` times as fine as the screen shows it. */
  function picture(scale = 1) {
    const canvas = container.querySelector("canvas");
    const before = network.canvas.pixelRatio;
    const copy = document.createElement("canvas");
    redraw(before * scale);
    copy.width = canvas.width;
    copy.height = canvas.height;
    const pen = copy.getContext("2d");
    pen.fillStyle = colour("paper");
    pen.fillRect(0, 0, copy.width, copy.height);
    pen.drawImage(canvas, 0, 0);
    if (scale !== 1) redraw(before);
    return new Promise((resolve) => { copy.toBlob(resolve, "image/png"); });
  }

  /** Draw at once with so many dots to a pixel of the page. */
  function redraw(ratio) {
    const canvas = container.querySelector("canvas");
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = Math.round(canvas.clientHeight * ratio);
    network.canvas.pixelRatio = ratio;
    network.canvas.setTransform();
    network.renderer._redraw(false);
  }

  return { show, highlight, zoom, picture, network, stance, fit: fill, has: (id) => Boolean(nodes.get(id)), focus: (id) => network.focus(id, { scale: Math.max(0.8, network.getScale()), animation: { duration: 250 } }) };
};
