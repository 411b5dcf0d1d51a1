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

  /* The names of its controls, for whoever hears the page; of each what Streamlit called it, and what we do. */
  const name = (node, said) => {
    let [theirs, ours] = names.get(node) ?? [];
    if (ours !== node.ariaLabel) theirs = node.ariaLabel;
    ours = said.get(theirs) ?? theirs;
    if (ours !== node.ariaLabel) node.ariaLabel = ours;
    if (said.has(theirs)) names.set(node, [theirs, ours]);
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
    document.querySelectorAll('[aria-label]').forEach(node => name(node, said));
    const items = '[data-testid="stSidebarNavItems"] > div';
    for (const [at, block] of document.querySelectorAll(items).entries()) {
      if (!block.role || block.querySelector(':scope > li:not([role])')) group(block, at);
    }
  };
  const soon = () => { due ||= setTimeout(mend, SOON_MS); };
  new MutationObserver(soon).observe(document.body, { subtree: true, childList: true });
  new MutationObserver(soon).observe(document.documentElement, { attributeFilter: ['lang'] });
  new MutationObserver(tell).observe(document.body, { childList: true });
})();
