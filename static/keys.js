/* The keys of every page, in one table. A key presses a button that is on the page anyway, so none can do what a
   pointer cannot; nothing here knows a figure. The words for the keys are in ui/shell/keys.py. */
(() => {
  'use strict';
  const find = selector => document.querySelector(selector);
  const hall = () => find('.st-key-hall, .st-key-hall_reading');
  const press = key => {
    const button = find(`.st-key-${key} button`);
    if (button && !button.disabled) button.click();
    return Boolean(button);
  };

  /* The browser gives the whole screen only from inside a gesture, and some never do: then the window must do. */
  const fill = wanted => {
    const page = document.documentElement;
    const done = wanted ? page.requestFullscreen?.() : document.fullscreenElement && document.exitFullscreen();
    done?.catch?.(() => undefined);
  };
  const whenThere = (selector, then, tries = 40) => {
    const node = find(selector);
    if (node) then(node);
    else if (tries) setTimeout(whenThere, 100, selector, then, tries - 1);
  };
  const focus = node => { if (node.tabIndex < 0) node.tabIndex = -1; node.focus({ preventScroll: true }); };

  /* Quick keys wait for one another: the server would take two clicks during one answer for one. */
  const waiting = [], SETTING_OUT_MS = 400;
  const next = () => {
    if (!waiting.length) return;
    press(waiting[0]);
    const begun = performance.now();
    let ran = false;
    const done = () => {
      const running = Boolean(find('[data-test-script-state="running"]'));
      ran ||= running;
      if (running || (!ran && performance.now() - begun < SETTING_OUT_MS)) setTimeout(done, 30);
      else { waiting.shift(); next(); }
    };
    setTimeout(done, 60);
  };
  const step = key => {
    if (!find(`.st-key-${key} button`)) return false;
    if (waiting.length < 6 && waiting.push(key) === 1) next();
    return true;
  };

  const search = () => {
    const box = () => find('.st-key-search_words input');
    const shown = () => box() && box().offsetParent && box().getBoundingClientRect().right > 0;
    if (!shown()) find('[data-testid="stExpandSidebarButton"]')?.click();
    setTimeout(() => box()?.focus(), shown() ? 0 : 350);
    return true;
  };
  const hallOrBack = () => press(hall() ? 'hall_leave' : 'hall_enter');

  const ANYWHERE = { '/': search, '?': () => press('keys_help'), f: hallOrBack, h: hallOrBack };
  const IN_HALL = {
    ArrowLeft: () => step('hall_year_back') || step('hall_part_back'),
    ArrowRight: () => step('hall_year_forth') || step('hall_part_forth'),
    ArrowUp: () => step('hall_indicator_back'),
    ArrowDown: () => step('hall_indicator_forth'),
    n: () => step('hall_place_forth'),
    p: () => step('hall_place_back'),
    ' ': () => press('year_play') || step('hall_part_forth'),
    Escape: () => press('hall_leave'),
    '?': ANYWHERE['?'], f: hallOrBack, h: hallOrBack,
  };

  /* On a Khmer keyboard the same place on the board counts. */
  const PLACES = { KeyF: 'f', KeyH: 'h', KeyN: 'n', KeyP: 'p' };
  const named = event => {
    if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
    if (event.code === 'Slash' && !/^[/?]$/.test(event.key)) return event.shiftKey ? '?' : '/';
    return PLACES[event.code] ?? event.key;
  };
  const typing = () => {
    const at = document.activeElement;
    if (!at || at === document.body) return false;
    if (at.tagName === 'INPUT') return !/^(radio|checkbox|button)$/.test(at.type);
    return at.isContentEditable || /^(textarea|select)$/i.test(at.tagName) || /^(combobox|textbox|slider)$/.test(at.role);
  };

  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || find('[role="dialog"]')) return;
    const key = named(event), box = find('.st-key-search_words input');
    if (key === '/' && box && document.activeElement === box && !box.value) { event.preventDefault(); return; }
    if (typing() || (event.repeat && !key.startsWith('Arrow'))) return;
    const act = (hall() ? IN_HALL : ANYWHERE)[key];
    if (act?.()) event.preventDefault();
  });

  document.addEventListener('click', event => {
    const on = selector => event.target.closest?.(selector);
    if (on('.st-key-hall_enter button')) { fill(true); whenThere('.st-key-hall h1, .stApp:has(.st-key-hall_reading) h1', focus); }
    if (on('.st-key-hall_leave button')) { fill(false); whenThere('.st-key-hall_enter button', focus); }
    if (on('#cr-skip')) { event.preventDefault(); whenThere('.stMain h1', focus); }
  }, true);
  document.addEventListener('fullscreenchange', () => {
    if (!document.fullscreenElement && hall()) press('hall_leave');
  });
  addEventListener('popstate', () => setTimeout(() => { if (!hall()) fill(false); }, 800));

  /* The hall is laid out for a screen 480 high and at least 640 wide, and enlarged to the real one. */
  const measure = () => document.documentElement.style.setProperty(
    '--cr-hall', Math.max(1, Math.min(innerHeight / 480, innerWidth / 640)).toFixed(3));
  addEventListener('resize', measure);
  measure();
})();
