/* The panel lies at the end of the document, and a keyboard would have to pass the whole page to reach it: so it gets
   the focus when it opens. */
setTimeout(() => {
  const active = document.activeElement;
  const from = active === document.body || active.closest('[class*=st-key-share]');
  if (from) document.querySelector('.cr-copy button')?.focus({preventScroll: true});
}, 60);
