/* Streamlit draws a figure that changed anew, from nothing. What was there stays until its successor is drawn. */
(() => {
  'use strict';
  const drawn = plot => plot?.querySelector('.trace path, .choroplethlayer path, .trace text');
  const LONGEST_MS = 3000, SETTLED_MS = 400;

  const keep = (old, key) => {
    const box = old.getBoundingClientRect(), kept = document.createElement('div');
    if (!box.width || box.bottom < 0 || box.top > innerHeight || !drawn(old)) return;
    kept.className = 'cr-kept';
    kept.ariaHidden = 'true';
    Object.assign(kept.style, { left: `${box.left}px`, top: `${box.top}px`, width: `${old.offsetWidth}px`,
      height: `${old.offsetHeight}px`, transform: getComputedStyle(old).transform });
    kept.append(...[...old.querySelectorAll('.main-svg')].map(svg => svg.cloneNode(true)));
    const home = old.closest('.st-key-hall') ?? document.body, begun = performance.now();
    home.append(kept);
    let rested = 0;
    const watch = time => {
      const now = document.querySelector(`.${key} .js-plotly-plot`), over = performance.now() - begun > LONGEST_MS;
      const moved = now && now === old && Math.abs(old.getBoundingClientRect().top - box.top) > 1;
      if (document.querySelector('[data-test-script-state="running"]')) rested = time;
      const replaced = now && now !== old && drawn(now), same = now === old && rested && time - rested > SETTLED_MS;
      if (over || moved || replaced || same || (!now && time - rested > SETTLED_MS)) kept.remove();
      else requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
  };

  const keepAll = () => {
    if (document.querySelector('.cr-kept')) return;
    for (const plot of document.querySelectorAll('.stPlotlyChart .js-plotly-plot')) {
      const key = [...(plot.closest('[class*="st-key-"]')?.classList ?? [])].find(name => name.startsWith('st-key-'));
      if (key) keep(plot, key);
    }
  };

  new MutationObserver(changes => {
    if (changes.some(one => one.target.dataset.testScriptState === 'running')) keepAll();
  }).observe(document.documentElement, { subtree: true, attributeFilter: ['data-test-script-state'] });
  addEventListener('scroll', () => document.querySelectorAll('.cr-kept').forEach(one => one.remove()), true);
})();
