/* The language stays in the address from page to page. Streamlit leads to another page with a bare address, and our
   server would add the language in a second step: the browser's way back would then meet a page in no language. */
(() => {
  'use strict';
  const push = history.pushState;
  history.pushState = function (state, title, url) {
    const to = new URL(url ?? location.href, location.href), lang = new URL(location.href).searchParams.get('lang');
    if (lang && !to.searchParams.has('lang')) to.searchParams.set('lang', lang);
    return push.call(this, state, title, to.pathname + to.search + to.hash);
  };
})();
