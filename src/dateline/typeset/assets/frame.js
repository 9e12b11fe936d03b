// @ts-check
/** A frame and the page around it, which tell each other what sites made with WordPress tell each other. */

/** Gives frames of pages from `home` the height that they ask for. @param {string} home */
export function fit(home) {
  addEventListener('message', ({ data, origin, source }) => {
    if (origin !== home || data?.message !== 'height') return;
    for (const frame of document.querySelectorAll('iframe')) {
      if (frame.contentWindow === source) frame.style.height = `${Number(data.value)}px`;
    }
  });
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.src.startsWith(home)) frame.contentWindow?.postMessage({ message: 'ready' }, '*');
  }
}

/** In a frame: tells the page around it how tall this one is, and there where this one leads. */
export function stand() {
  const secret = new URLSearchParams(location.hash.replace(/^#\??/, '')).get('secret');
  /** @param {string} message @param {any} value */
  const tell = (message, value) => parent.postMessage({ message, value, secret }, '*'); // whoever frames it may know
  const measure = () => tell('height', Math.ceil(document.body.getBoundingClientRect().height));
  new ResizeObserver(measure).observe(document.body);
  addEventListener('message', ({ data }) => data?.message === 'ready' && measure());
  if (!secret) return;
  addEventListener('click', (event) => {
    const link = /** @type {any[]} */ (event.composedPath()).find(({ href }) => href);
    if (!link) return;
    event.preventDefault(); // WordPress lets no frame open a window, and goes there itself
    tell('link', link.href);
  });
}
