/* The only script of a talk that somebody carries on a stick. It asks for nothing: all it shows stands in the file. */
(() => {
  'use strict';
  const root = document.documentElement, words = JSON.parse(document.getElementById('words').textContent);
  const slides = [...document.querySelectorAll('.slide')];
  const live = document.getElementById('live'), bar = document.querySelector('.bar');
  const begun = Date.now(), AUTO_MS = 9000, STEP_MS = 2500;
  let at = 0, playing = 0, presenter = null;
  root.classList.add('js');

  const stepsOf = slide => [...slide.querySelectorAll('.step')];
  const stepAt = slide => Math.max(0, stepsOf(slide).findIndex(one => one.classList.contains('now')));
  const fill = (text, gaps) => text.replace(/\{(\w+)\}/g, (_, name) => gaps[name]);
  const here = () => slides[at];
  const shown = () => stepsOf(here())[stepAt(here())] || here();

  /* Words that find no room are set smaller, never cut. */
  const fit = () => {
    const inner = shown();
    let size = 1;
    inner.style.setProperty('--fit', size);
    const over = () => inner.scrollHeight > inner.clientHeight + 1 ||
      [...inner.querySelectorAll('.facts, .body, figure')].some(one => one.scrollHeight > one.clientHeight + 1);
    while (size > 0.62 && over()) { size -= 0.04; inner.style.setProperty('--fit', size); }
  };
  const say = text => { live.textContent = text; };
  const show = to => {
    at = Math.min(Math.max(to, 0), slides.length - 1);
    slides.forEach((one, i) => one.classList.toggle('now', i === at));
    root.classList.remove('black');
    if (location.hash !== `#${at + 1}`) try { history.replaceState(null, '', `#${at + 1}`); } catch { /* a file may not */ }
    fit();
    say(`${fill(words.count, { at: at + 1, all: slides.length })}. ${shown().querySelector('h1, h2')?.textContent ?? ''}`);
    tell();
  };
  const step = to => {
    const steps = stepsOf(here());
    if (steps.length < 2) return false;
    const next = Math.min(Math.max(to, 0), steps.length - 1);
    const lit = shown().querySelector('.spot')?.dataset.place;
    steps.forEach((one, i) => one.classList.toggle('now', i === next));
    if (lit) spot([...shown().querySelectorAll('.area')].find(one => one.dataset.name === lit));
    fit(); tell();
    say(`${shown().dataset.label}. ${shown().querySelector('h2').textContent}`);
    return true;
  };
  const spot = area => {
    const box = shown().querySelector('.spot');
    if (!box) return;
    const same = !area || box.dataset.place === area.dataset.name;
    shown().querySelectorAll('.area.lit').forEach(one => one.classList.remove('lit'));
    box.replaceChildren();
    delete box.dataset.place;
    if (same) { fit(); return; }
    box.dataset.place = area.dataset.name;
    area.classList.add('lit');
    for (const [tag, text] of [['b', area.dataset.name], ['strong', area.dataset.value], ['span', area.dataset.standing], ['span', area.dataset.about]]) {
      if (text) { const node = document.createElement(tag); node.textContent = text; box.append(node); }
    }
    /* Above the areas drawn later, or half of its outline would be hidden. */
    area.parentNode.insertBefore(area, area.parentNode.querySelector('.inner'));
    fit();
    say(area.getAttribute('aria-label'));
  };
  const nextPlace = by => {
    const areas = [...shown().querySelectorAll('.area[data-order]')];
    if (!areas.length) return;
    areas.sort((a, b) => a.dataset.order - b.dataset.order);
    const lit = areas.findIndex(one => one.dataset.name === shown().querySelector('.spot').dataset.place);
    spot(areas[(lit + by + areas.length) % areas.length]);
  };

  const stop = () => { clearTimeout(playing); playing = 0; };
  const play = () => {
    const steps = stepsOf(here());
    playing = setTimeout(() => {
      if (steps.length > 1 && stepAt(here()) < steps.length - 1) step(stepAt(here()) + 1);
      else { const to = (at + 1) % slides.length; if (stepsOf(slides[to]).length > 1) stepsOf(slides[to]).forEach((one, i) => one.classList.toggle('now', !i)); show(to); }
      play();
    }, steps.length > 1 ? STEP_MS : AUTO_MS);
  };
  const auto = () => { if (playing) { stop(); say(words.stopped); } else { play(); say(words.playing); } };
  const screen = () => {
    const done = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.();
    done?.catch?.(() => undefined);
  };
  const black = () => { root.classList.toggle('black'); say(root.classList.contains('black') ? words.black : ''); };
  const help = () => { bar.classList.toggle('open'); if (bar.classList.contains('open')) bar.querySelector('button').focus(); };

  /* The speaker's own window: what is shown, what comes, the notes, and the clock. */
  const present = () => {
    if (presenter && !presenter.closed) { presenter.focus(); return; }
    presenter = open('', 'talk-presenter', 'width=900,height=640');
    if (!presenter) { say(words.blocked); return; }
    const page = presenter.document;
    page.title = words.presenter;
    page.documentElement.lang = root.lang;
    page.body.replaceChildren();
    page.body.style.cssText = 'margin:24px;background:#14213D;color:#fff;font:20px/1.5 "Noto Sans","Noto Sans Khmer",sans-serif';
    for (const [tag, name, css] of [['p', 'clock', 'font-size:34px;margin:0'], ['h1', 'now', 'font-size:26px'], ['p', 'notes', 'font-size:26px;white-space:pre-wrap'], ['p', 'next', 'color:#B9C2CF']]) {
      const node = page.createElement(tag);
      node.id = name; node.style.cssText = css;
      page.body.append(node);
    }
    presenter.addEventListener('keydown', press);
    tell();
  };
  const tell = () => {
    if (!presenter || presenter.closed) return;
    const page = presenter.document, put = (id, text) => { page.getElementById(id).textContent = text; };
    const gone = Math.floor((Date.now() - begun) / 1000), two = n => String(n).padStart(2, '0');
    put('clock', `${new Date().toTimeString().slice(0, 5)} · ${two(Math.floor(gone / 60))}:${two(gone % 60)} · ${fill(words.count, { at: at + 1, all: slides.length })}`);
    put('now', shown().querySelector('h1, h2')?.textContent ?? '');
    put('notes', here().querySelector('.speech')?.textContent ?? '');
    put('next', slides[at + 1] ? fill(words.next, { title: slides[at + 1].querySelector('h1, h2').textContent }) : words.end);
  };
  setInterval(tell, 1000);

  const forth = () => show(at + 1), back = () => show(at - 1);
  const KEYS = {
    ArrowRight: forth, PageDown: forth, ' ': forth, n: forth, ArrowLeft: back, PageUp: back,
    Home: () => show(0), End: () => show(slides.length - 1),
    ArrowUp: () => step(stepAt(here()) + 1), ArrowDown: () => step(stepAt(here()) - 1),
    b: black, '.': black, p: present, a: auto, f: screen, s: () => nextPlace(1), '?': help,
    Escape: () => { bar.classList.remove('open'); root.classList.remove('black'); stop(); },
  };
  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.target.closest?.('button') && (key === ' ' || key === 'Enter')) return;
    if (key === 'Enter' && event.target.matches?.('.area')) { spot(event.target); event.preventDefault(); return; }
    const done = key === 's' && event.shiftKey ? () => nextPlace(-1) : KEYS[key];
    if (!done) return;
    if (!['a', 'Escape', 'p', '?', 'f'].includes(key)) stop();
    done();
    event.preventDefault();
  }
  addEventListener('keydown', press);
  addEventListener('click', event => {
    const button = event.target.closest('button');
    if (button?.dataset.key) { KEYS[button.dataset.key](); return; }
    if (button?.dataset.step) { stop(); step(Number(button.dataset.step)); return; }
    if (event.target.matches('.area')) { spot(event.target); return; }
    if (root.classList.contains('black')) black();
  });
  let touched = null;
  addEventListener('touchstart', event => { touched = event.touches.length === 1 ? [event.touches[0].clientX, event.touches[0].clientY] : null; }, { passive: true });
  addEventListener('touchend', event => {
    if (!touched) return;
    const dx = event.changedTouches[0].clientX - touched[0], dy = event.changedTouches[0].clientY - touched[1];
    touched = null;
    if (Math.abs(dx) > 50 && Math.abs(dx) > 2 * Math.abs(dy)) (dx < 0 ? forth : back)();
  }, { passive: true });
  addEventListener('resize', fit);
  addEventListener('hashchange', () => { const to = Number(location.hash.slice(1)) - 1; if (to >= 0 && to !== at) show(to); });
  slides.forEach(slide => stepsOf(slide).forEach(one => one.classList.toggle('now', one.classList.contains('start'))));
  show((Number(location.hash.slice(1)) || 1) - 1);
  document.fonts?.ready.then(fit);
})();
