/* Watches the field of a chapter. Streamlit sends a field when it is left; here it is sent 1.5 seconds after the last
   key and every five seconds while somebody types on. What was not sent yet is kept in this browser, and offered again
   after a restart, a lost line or a closed window; it is thrown away as soon as the server has it. */
const STILL = 1500, LONGEST = 5000;
let now = null, timer = 0, first = 0, done = '';

const field = () => document.querySelector('.st-key-paper_field textarea');
const read = place => { try { return JSON.parse(localStorage.getItem(place)); } catch { return null; } };
const store = (place, value) => {
  try { value ? localStorage.setItem(place, JSON.stringify(value)) : localStorage.removeItem(place); } catch { /* kept by the server alone */ }
};
const bare = text => text.replace(/^[ \t]*(?:#{1,6}|[-*+]|\d{1,9}[.)])(?=[ \t])|\*\*|\[|\]\(https?:\/\/[^)\s]*\)/gm, ' ');

const count = (text, said) => {
  let words = 0;
  const rest = text.replace(/\{\{[ \t]*([A-Za-z]+)[ \t]([^{}\n]*)\}\}/g, (_, kind, code) => {
    words += said[`${kind.toLowerCase()} ${code.trim()}`] ?? (kind.toLowerCase() === 'message' ? 20 : 4);
    return ' ';
  });
  const latin = bare(rest).replace(/[\u1780-\u17d3\u200b\u17e0-\u17e9]+/g, run => {
    for (const part of run.split('\u200b')) if (part) words += Math.max(1, Math.round(part.length / 5));
    return ' ';
  });
  return words + latin.split(/\s+/).filter(part => /[\p{L}\p{N}%]/u.test(part)).length;
};

const show = (box, typing) => {
  const { data } = now;
  const line = document.querySelector('.cr-paper-count'), kept = document.querySelector('.cr-paper-kept');
  if (line) {
    const words = count(box.value, data.said);
    line.textContent = (data.budget ? data.words.of : data.words.count).replace('{count}', words).replace('{budget}', data.budget);
    line.classList.toggle('over', Boolean(data.budget) && words > data.budget);
  }
  if (kept && typing) kept.textContent = data.words.typing;
};

const send = box => {
  clearTimeout(timer);
  timer = first = 0;
  if (now && box.isConnected && box.value !== now.data.kept)
    box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', keyCode: 13, ctrlKey: true, bubbles: true, cancelable: true }));
};

const typed = event => {
  if (!now) return;
  const box = event.target, { data } = now, time = Date.now();
  store(data.place, { text: box.value, base: data.base, field: data.field });
  show(box, true);
  first ||= time;
  clearTimeout(timer);
  timer = setTimeout(() => send(box), Math.max(0, Math.min(STILL, first + LONGEST - time)));
};

const put = (box, [mark, code]) => {
  if (!mark || mark === done) return;
  done = mark;
  const at = box.selectionEnd ?? box.value.length, before = box.value.slice(0, at);
  const text = (before && !/\s$/.test(before) ? ' ' : '') + code + (/^\s|^[.,;:)]/.test(box.value.slice(at)) || at === box.value.length ? '' : ' ');
  box.focus();
  box.setRangeText(text, at, at, 'end');
  box.dispatchEvent(new Event('input', { bubbles: true }));
  send(box);
};

const settle = () => {
  const box = field(), { data } = now;
  if (!box) return;
  if (!box.dataset.watched) {
    box.dataset.watched = 'yes';
    box.addEventListener('input', typed);
    box.addEventListener('blur', () => send(box));
  }
  const held = read(data.place);
  if (held && held.text === data.kept) { if (!data.refused) store(data.place, null); }
  else if (held && held.text !== box.value) now.setTriggerValue('found', { text: held.text, base: held.base, field: data.field });
  else if (held && !timer) timer = setTimeout(() => send(box), STILL);
  show(box, Boolean(held) && held.text === box.value && held.text !== data.kept);
  put(box, data.put);
};

export default function (component) {
  now = component;
  requestAnimationFrame(() => { if (now) settle(); });
  return () => { now = null; clearTimeout(timer); timer = first = 0; };
}
