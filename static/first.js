/* What the frame told before the app was there (ui/first) goes once the app has drawn; its figure stays in the place of
   the one that is still on its way, since what draws that is by far the largest file. */
(() => {
  'use strict';
  const first = document.getElementById('cr-first'), root = document.getElementById('root');
  if (!first) return;
  const LONGEST_MS = 4000, HELD_MS = 90000, BUSY = '[data-test-script-state="running"], [data-test-script-state="rerunRequested"]';
  let since = 0;

  /* The picture over the place of a chart until that is drawn. */
  const hold = picture => {
    const place = root.querySelector('[class*="st-key-map_drawn"], .stPlotlyChart');
    const drawn = () => place.querySelector('.choroplethlayer path, .trace path, .trace text, .main-svg .traces');
    if (!picture || !place || drawn()) return;
    const held = document.createElement('div');
    held.className = 'cr-held';
    held.ariaHidden = 'true';
    held.append(picture);
    if (getComputedStyle(place).position === 'static') place.style.position = 'relative';
    place.append(held);
    const end = () => { watch.disconnect(); held.remove(); };
    const watch = new MutationObserver(() => (!place.isConnected || drawn()) && end());
    watch.observe(root, { subtree: true, childList: true });
    setTimeout(end, HELD_MS);
  };

  const leave = () => {
    watch.disconnect();
    clearInterval(looking);
    const main = root.querySelector('[data-testid="stMain"]'), at = first.scrollTop, held = first.contains(document.activeElement);
    const picture = first.querySelector('.cr-first-figure svg');
    first.remove();
    hold(picture);
    if (main && at) main.scrollTop = at;
    if (held) main?.focus();
  };

  const look = () => {
    const title = root.querySelector('.stApp h1');
    if (!title?.textContent.trim()) return;
    since ||= performance.now();
    if (!root.querySelector(BUSY) || performance.now() - since > LONGEST_MS) leave();
  };
  const watch = new MutationObserver(look);
  watch.observe(root, { subtree: true, childList: true, attributeFilter: ['data-test-script-state'] });
  const looking = setInterval(look, 500);
})();
