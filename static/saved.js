/* Has the last views kept on this device, to be read without a network: over an encrypted line, or on this computer. */
(() => {
  'use strict';
  if (!navigator.serviceWorker || !document.getElementById('cr-words')) return;
  const base = new URL(window.__streamlit?.BACKEND_BASE_URL ?? '/', location.href).pathname;
  addEventListener('load', () => navigator.serviceWorker.register(`${base}saved_worker.js`, { scope: base }).catch(() => {}));
})();
