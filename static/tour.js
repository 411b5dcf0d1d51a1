/* The tour: a small card beside the real thing, never in its way. It starts when somebody asks for it, and goes on over
   pages until it is skipped or done. The words come with the page (ui/shell/tour.py). */
(() => {
  'use strict';
  const link = page => `[data-testid="stSidebarNav"] a[href*="/${page}"]`;
  const AT = { search: '.st-key-search_words', rights: link('rights'), explore: link('explore'),
    map: '[class*="st-key-map_drawn"]', share: '.st-key-share', upload: link('upload') };
  const ON_EXPLORE = ['map', 'share'], STEP = 'cr-tour-step', GAP = 14;
  const find = selector => document.querySelector(selector);
  const steps = () => [...document.querySelectorAll('.cr-tour-words li')];
  let card = null, ring = null, at = 0, timer = 0;

  const remembered = (store, key, value) => {
    try {
      if (value === undefined) return store.getItem(key);
      if (value === null) store.removeItem(key); else store.setItem(key, value);
    } catch { return 'unknown'; }
  };
  const made = (name, css, text) => {
    const node = document.createElement(name);
    node.className = css;
    if (text) node.textContent = text;
    return node;
  };

  const end = () => {
    remembered(sessionStorage, STEP, null);
    clearInterval(timer);
    card?.remove(); ring?.remove();
    card = ring = null;
  };
  const go = to => {
    if (to >= steps().length) { end(); return; }
    at = Math.max(0, to);
    remembered(sessionStorage, STEP, String(at));
    const page = ON_EXPLORE.includes(steps()[at].dataset.at) ? 'explore' : '';
    if (page && !location.pathname.endsWith(`/${page}`)) find(link(page))?.click();
    show();
    card.querySelector('.cr-tour-next').focus({ preventScroll: true });
  };

  const show = () => {
    const words = find('.cr-tour-words')?.dataset, step = steps()[at];
    if (!step) return;
    if (!card) {
      card = made('section', 'cr-tour');
      ring = made('div', 'cr-tour-ring');
      ring.ariaHidden = 'true';
      find('#cr-skip').after(card, ring);
      card.addEventListener('keydown', event => { if (event.key === 'Escape') { event.stopPropagation(); end(); } });
    }
    const last = at === steps().length - 1;
    const button = (css, text, act) => {
      const node = made('button', css, text);
      node.type = 'button';
      node.addEventListener('click', act);
      return node;
    };
    const row = made('p', 'cr-tour-row');
    if (!last) row.append(button('cr-tour-skip', words.skip, end));
    if (at) row.append(button('cr-tour-back', words.back, () => go(at - 1)));
    row.append(button('cr-tour-next', last ? words.done : words.next, () => go(at + 1)));
    const told = made('div', '');
    told.setAttribute('aria-live', 'polite');
    told.append(made('p', 'cr-tour-where', words.where.replace('{step}', at + 1).replace('{count}', steps().length)),
      made('h2', '', step.dataset.title), made('p', '', step.dataset.says));
    card.ariaLabel = words.name;
    card.lang = document.documentElement.lang;
    card.dataset.says = step.dataset.says;
    card.replaceChildren(told, row);
    place();
  };

  /* Beside the thing where there is room, else below it, else at the foot of the screen. */
  const place = () => {
    if (!card) return;
    const target = find(AT[steps()[at]?.dataset.at]), box = target?.getBoundingClientRect();
    const there = box && box.width && box.right > 0 && box.left < innerWidth && box.top < innerHeight && box.bottom > 0;
    const { offsetWidth: wide, offsetHeight: high } = card;
    ring.hidden = !there;
    card.classList.toggle('low', !there || innerWidth < 641);
    if (!there) return;
    Object.assign(ring.style, { left: `${box.left - 5}px`, top: `${box.top - 5}px`, width: `${box.width + 10}px`,
      height: `${box.height + 10}px` });
    const beside = box.right + GAP + wide < innerWidth;
    const left = beside ? box.right + GAP : Math.min(box.left, innerWidth - wide - GAP);
    const top = beside ? box.top : box.bottom + GAP + high < innerHeight ? box.bottom + GAP : box.top - GAP - high;
    card.style.left = `${Math.max(GAP, left)}px`;
    card.style.top = `${Math.max(GAP, Math.min(top, innerHeight - high - GAP))}px`;
  };

  const look = () => {
    const words = steps(), step = remembered(sessionStorage, STEP);
    if (!words.length || find('.st-key-hall, .st-key-hall_reading')) { if (card) { card.hidden = ring.hidden = true; } return; }
    if (!card) {
      if (step === null) { clearInterval(timer); return; }
      at = Math.min(Number(step) || 0, words.length - 1);
      show();
    }
    card.hidden = false;
    if (card.dataset.says !== words[at]?.dataset.says) show();
    place();
  };
  const begin = () => { clearInterval(timer); timer = setInterval(look, 250); };

  document.addEventListener('click', event => {
    if (!event.target.closest?.('.st-key-tour_begin button')) return;
    remembered(sessionStorage, STEP, '0');
    find(link('overview'))?.click();
    begin();
  }, true);
  addEventListener('resize', place);
  if (remembered(sessionStorage, STEP) !== null) begin();
})();
