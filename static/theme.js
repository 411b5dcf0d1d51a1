/* Says when the page has become dark or light while it is open: the app draws charts and words in its own colours, and
   the browser changes only Streamlit's. The page is asked, not the system, so that the choice in the settings counts. */
let now = null, told = '';

const look = () => {
  const app = document.querySelector('.stApp');
  const type = app && getComputedStyle(app).colorScheme;
  if (!now || (type !== 'dark' && type !== 'light') || type === now.data.type || type === told) return;
  told = type;
  now.setTriggerValue('changed', type);
};

const app = document.querySelector('.stApp');
if (app) new MutationObserver(look).observe(app, { attributes: true, attributeFilter: ['class', 'style'] });

export default function (component) {
  now = component;
  if (told === component.data.type) told = '';
  return () => { now = null; };
}
