/* Streamlit draws a figure that changed anew, from nothing. What was there stays until its successor is drawn.
   A quick answer comes without a word that one is awaited: then the old figure is taken as it leaves the page. */
(() => {
  'use strict';
  const PLOT = '.js-plotly-plot', LONGEST_MS = 3000, SETTLED_MS = 400, LOOK_MS = 300, places = new WeakMap(), keptOf = new Map();
  let stirred = 0; // when a run was last told of, or a figure left: both may fall between two frames
  // What lies over the shapes of a map comes before they do.
  const drawn = plot => plot?.querySelector(plot.querySelector('.choroplethlayer') ? '.choroplethlayer path' : '.trace path, .trace text');
  const keyOf = node => [...(node.closest('[class*="st-key-"]')?.classList ?? [])].find(name => name.startsWith('st-key-'));
  const plots = () => document.querySelectorAll(`.stPlotlyChart ${PLOT}`);

  // While a part of the page waits for its successor it is hidden, and then it has no place.
  const remember = () => plots().forEach(plot => plot.offsetWidth && places.set(plot, { box: plot.getBoundingClientRect(),
    width: plot.offsetWidth, height: plot.offsetHeight, transform: getComputedStyle(plot).transform }));

  const keep = (old, key) => {
    const { box, width, height, transform } = places.get(old) ?? {}, kept = document.createElement('div');
    if (!key || !box?.width || box.bottom < 0 || box.top > innerHeight || !drawn(old)) return;
    const before = keptOf.get(key);
    if (before?.kept.isConnected && before.old === old) return;
    before?.kept.remove();
    keptOf.set(key, { kept, old });
    kept.className = 'cr-kept';
    kept.ariaHidden = 'true';
    Object.assign(kept.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${width}px`, height: `${height}px`,
      transform });
    kept.append(...[...old.querySelectorAll('.main-svg')].map(svg => svg.cloneNode(true)));
    (document.querySelector(`.${key}`)?.closest('.st-key-hall') ?? document.body).append(kept);
    const begun = performance.now();
    let rested = begun;
    const watch = time => {
      const now = document.querySelector(`.${key} ${PLOT}`), over = performance.now() - begun > LONGEST_MS;
      const moved = now && now === old && old.offsetWidth && Math.abs(old.getBoundingClientRect().top - box.top) > 1;
      if (document.querySelector('[data-test-script-state="running"]')) rested = time;
      rested = Math.max(rested, stirred);
      const replaced = now && now !== old && drawn(now), settled = now === old || !now;
      if (moved) remember();
      if (over || moved || replaced || (settled && time - rested > SETTLED_MS)) kept.remove();
      else if (kept.isConnected) requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
  };

  const keepAll = () => {
    remember();
    for (const plot of plots()) keep(plot, keyOf(plot));
  };

  /* A map draws its names when its shapes have come, although it may have left the page by then, emptied of everything
     that Plotly keeps on it. With this much it ends in silence; without, it throws where nobody can catch it. */
  const letRest = nodes => {
    for (const node of nodes) for (const plot of node.querySelectorAll?.(PLOT) ?? []) plot._context ??= {};
  };

  const keepGone = nodes => {
    for (const node of nodes) for (const plot of node.querySelectorAll?.(PLOT) ?? []) {
      const key = keyOf(plot);
      if (document.querySelector(`.${key}`)) keep(plot, key);
    }
  };

  new MutationObserver(changes => {
    letRest(changes.flatMap(one => [...one.removedNodes]));
    const gone = changes.flatMap(one => [...one.removedNodes]);
    const runs = changes.some(one => one.target.dataset?.testScriptState === 'running' && one.type === 'attributes');
    if (runs || gone.some(node => node.querySelector?.(PLOT))) stirred = performance.now();
    if (runs) keepAll();
    else keepGone(gone);
  }).observe(document.documentElement, { subtree: true, childList: true, attributeFilter: ['data-test-script-state'] });
  addEventListener('scroll', () => {
    document.querySelectorAll('.cr-kept').forEach(one => one.remove());
    remember();
  }, true);
  for (const what of ['pointerdown', 'keydown', 'resize']) addEventListener(what, remember, true);
  setInterval(remember, LOOK_MS);
})();
