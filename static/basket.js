/* Keeps the basket of messages in this browser, and nowhere else. The app says its own copy with its revision; the
   newer of two copies goes to the other side. What the app cannot read stays where it is, and is put aside, not thrown
   away, when something new is kept. */
const KEY = 'cr-basket', ASIDE = 'cr-basket-aside';
let now = null, listening = false;

const revision = text => {
  try { return Number(JSON.parse(text).revision) || 0; } catch { return 0; }
};
const tell = (text, kept) => now?.setTriggerValue('found', { text: text ?? '', kept });

const settle = () => {
  const { data } = now;
  const stored = localStorage.getItem(KEY);
  if (!data.heard) { tell(stored, true); return; }
  if (data.hold || stored === data.text) return;
  if (data.aside) localStorage.setItem(ASIDE, stored ?? '');
  else if (stored !== null && revision(stored) >= data.revision) { tell(stored, true); return; }
  if (data.revision > 0) localStorage.setItem(KEY, data.text);
};

export default function (component) {
  now = component;
  try { settle(); } catch { if (component.data.kept) tell('', false); }
  if (!listening) {
    listening = true;
    addEventListener('storage', event => {
      if (now && event.key === KEY && event.newValue && event.newValue !== now.data.text) tell(event.newValue, true);
    });
  }
  return () => { now = null; };
}
