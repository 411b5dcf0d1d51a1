/* Keeps what the last views said first (ui/first), and shows that where the dashboard cannot be reached: the network is
   asked first, always; a copy says that it is one, and of which day. Kept is only what everybody is told: the words and the
   picture in the frame, without any script; never an answer to a form, and nothing made for somebody. */
'use strict';
const VIEWS = 'cr-views-1', FILES = 'cr-files-1', MOST_VIEWS = 20, LONGEST_MS = 14 * 86400e3, WAITS_MS = 12000;
const KEPT = 'x-cr-kept';

/* A page that is read without its app: no scripts, nothing that is asked for beside the sheet and the fonts. */
const still = text => text
  .replace(/<script\b[^>]*>[\s\S]*?<\/script>/g, '')
  .replace(/<link rel="modulepreload"[^>]*>/g, '')
  .replace(/<noscript>[\s\S]*?<\/noscript>/g, '')
  .replace('<div id="root"></div>', '')
  .replace('class="cr-saved"', 'class="cr-saved cr-saved-shown" role="status"');

const keep = async (request, answer) => {
  const text = await answer.text(), views = await caches.open(VIEWS), files = await caches.open(FILES);
  if (!text.includes('id="cr-first"')) return;
  const wanted = [...text.matchAll(/<link rel="(?:stylesheet|preload)" href="([^"]*\/app\/static\/[^"]+)"/g)].map(one => one[1]);
  for (const one of wanted) if (!await files.match(one)) await files.add(one).catch(() => {});
  const headers = { 'content-type': 'text/html; charset=utf-8', [KEPT]: String(Date.now()) };
  for (const name of ['content-security-policy', 'x-content-type-options', 'referrer-policy']) {
    if (answer.headers.has(name)) headers[name] = answer.headers.get(name);
  }
  await views.delete(request.url);
  await views.put(request.url, new Response(still(text), { headers }));
  for (const old of (await views.keys()).slice(0, -MOST_VIEWS)) await views.delete(old);
};

const kept = async request => {
  const found = await (await caches.open(VIEWS)).match(request.url);
  if (!found) return undefined;
  const fresh = Date.now() - Number(found.headers.get(KEPT)) < LONGEST_MS;
  if (!fresh) await (await caches.open(VIEWS)).delete(request.url);
  return fresh ? found : undefined;
};

const late = () => new Promise((_, reject) => setTimeout(() => reject(new Error('late')), WAITS_MS));

const read = async event => {
  const asking = fetch(event.request);
  try {
    const answer = await Promise.race([asking, late()]);
    const whole = answer.ok && !answer.redirected && (answer.headers.get('content-type') ?? '').startsWith('text/html');
    // Where a server answers that it is gone or busy, its own words are the truth.
    if (whole) event.waitUntil(keep(event.request, answer.clone()));
    return answer;
  } catch {
    return await kept(event.request) ?? asking;
  }
};

addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (![VIEWS, FILES].includes(name) && name.startsWith('cr-')) await caches.delete(name);
  await clients.claim();
})()));
addEventListener('fetch', event => {
  const { request } = event, address = new URL(request.url);
  if (request.method !== 'GET' || address.origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(read(event));
  else if (address.pathname.includes('/app/static/')) {
    event.respondWith(fetch(request).catch(async () => await caches.match(request.url) ?? Response.error()));
  }
});
