/* What Streamlit's own page says in English only, and a fault of its navigation. Our words for it come with the page
   (ui/shell/front_page.py), by what Streamlit says: some are for when nothing can be asked for any more. */
(() => {
  'use strict';
  const GONE = 'Connection error', WHY = 'not responding', SOON_MS = 80, names = new WeakMap();
  const spoken = {};
  for (const one of document.getElementById('cr-words').content.children) {
    spoken[one.lang] = new Map([...one.children].map(word => [word.dataset.of, word.textContent]));
  }
  const words = () => spoken[document.documentElement.lang] ?? Object.values(spoken)[0];

  /* Its fields for days and their calendar are in the language of the browser: for this page, that is the one it is in. */
  const theirs = navigator.language, tongue = () => document.documentElement.lang === 'km' ? 'km' : theirs;
  Object.defineProperty(navigator, 'language', { get: tongue, configurable: true });
  Object.defineProperty(navigator, 'languages', { get: () => [tongue()], configurable: true });
  const DAY = /[A-Z][a-z]+ \d{1,2}, \d{4}/;
  const day = found => {
    const [month, number, year] = found.replace(',', '').split(' ');
    return `${Number(number)} ${words().get(month) ?? month} ${year}`;
  };

  const MONTHS = /\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b/;
  const dated = part => part.replace(DAY, day).replace(MONTHS, month => words().get(month) ?? month);

  /* Our words for some of its words; those with a gap take over what stands in it. */
  const holed = new Map();
  const told = (text, said) => {
    if (said.has(text)) return said.get(text);
    for (const [of, ours] of said) {
      if (!of.includes('{}')) continue;
      if (!holed.has(of)) holed.set(of, new RegExp(`^${of.split('{}').map(one => one.replace(/[.*+?^$()|[\]\\]/g, '\\$&')).join('(.+)')}$`));
      const found = holed.get(of).exec(text);
      if (found) return found.slice(1).reduce((so, part) => so.replace('{}', () => dated(part)), ours);
    }
    return undefined;
  };

  /* The names of its controls, for whoever hears the page; of each what Streamlit called it, and what we do. */
  const name = (node, of, said) => {
    const known = names.get(node) ?? names.set(node, {}).get(node), now = node.getAttribute(of);
    let [theirs, ours] = known[of] ?? [];
    if (ours !== now) theirs = now;
    const instead = told(theirs, said);
    ours = instead ?? theirs;
    if (ours !== now) node.setAttribute(of, ours);
    if (instead !== undefined) known[of] = [theirs, ours];
  };

  /* What it writes into uploaders and fields for days. */
  const WRITTEN = '[data-testid="stFileUploaderDropzone"], [data-testid^="stDateInput"] [role="spinbutton"], [data-testid="stDateInputCalendar"], [id^="react-aria-description"]';
  const texts = new WeakMap();
  const write = (place, said) => {
    const walk = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const node = walk.currentNode;
      let [theirs, ours] = texts.get(node) ?? [];
      if (ours !== node.nodeValue) theirs = node.nodeValue;
      const instead = told(theirs, said);
      if (instead === undefined) continue;
      if (instead !== node.nodeValue) node.nodeValue = instead;
      texts.set(node, [theirs, instead]);
    }
  };

  /* Its entries stand in blocks inside the list, where nothing but entries may stand: each block becomes a named group. */
  const group = (block, at) => {
    const head = block.querySelector('[data-testid="stNavSectionHeader"]');
    if (head) {
      head.id ||= `cr-pages-${at}`;
      block.setAttribute('aria-labelledby', head.id);
    }
    for (const one of [block.parentElement, ...block.children]) if (/^[UL]/.test(one.tagName)) one.role = 'presentation';
    block.role = 'group';
  };

  /* Its dialog when the server does not answer any more. The page goes on asking, and closes it once there is an answer. */
  const tell = () => {
    for (const title of document.querySelectorAll('[data-testid="stDialog"] h2')) {
      const text = title.firstChild, theirs = title.nextElementSibling, said = words();
      if (text?.nodeValue !== GONE || !theirs) continue;
      text.nodeValue = said.get(GONE);
      const ours = document.createElement('p');
      ours.className = 'cr-gone';
      ours.textContent = said.get(WHY);
      for (const one of theirs.children) one.style.display = 'none';
      theirs.append(ours);
    }
  };

  let due = 0;
  const mend = () => {
    const said = words();
    due = 0;
    for (const of of ['aria-label', 'placeholder', 'aria-valuetext']) {
      document.querySelectorAll(`[${of}]`).forEach(node => name(node, of, said));
    }
    document.querySelectorAll(WRITTEN).forEach(place => write(place, said));
    const items = '[data-testid="stSidebarNavItems"] > div';
    for (const [at, block] of document.querySelectorAll(items).entries()) {
      if (!block.role || block.querySelector(':scope > li:not([role])')) group(block, at);
    }
  };
  const soon = () => { due ||= setTimeout(mend, SOON_MS); };
  new MutationObserver(soon).observe(document.body, { subtree: true, childList: true });
  new MutationObserver(() => {
    window.dispatchEvent(new Event('languagechange'));
    soon();
  }).observe(document.documentElement, { attributeFilter: ['lang'] });
  new MutationObserver(tell).observe(document.body, { childList: true });
})();
