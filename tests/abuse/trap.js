// Runs before anything else in every document of a trapped browser.
(() => {
  const caught = (what) => window.__caught(`${what} at ${location.href}`);
  for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = () => caught(name);
  const fetched = window.fetch;
  window.fetch = (target, options) => {
    if (String(target?.url ?? target).includes('evil.test')) caught(`fetch ${target}`);
    return fetched(target, options);
  };
  document.addEventListener('securitypolicyviolation', (event) => {
    // A picture over plain HTTP: a post may name one, and nobody is shown it.
    if (event.effectiveDirective === 'img-src' && !event.blockedURI.includes('evil.test')) return;
    caught(`violation of ${event.effectiveDirective} by ${event.blockedURI} ${event.sample}`);
  });

  const CODE = /^(javascript|vbscript|data:(text|image\/svg|application))/i;
  const ADDRESSED = new Set(['href', 'src', 'action', 'formaction', 'xlink:href', 'data', 'poster', 'background', 'srcset', 'from', 'to', 'values']);
  // What none of our pages is made of, so that its being there means that a text has become an element.
  const STRANGE = 'script:not([src]):not([type="application/ld+json"]):not([type="application/json"]):not([nonce]), '
    + 'base[href], object, embed, applet, frame, frameset, portal, meta[http-equiv], body style, style ~ style, marquee, image, keygen, bgsound, '
    + 'layer, xml, isindex, listing, xmp, plaintext, noembed, noframes, math, x, custom-element, foreignObject, '
    + 'animate, set, handler, video, audio, track, iframe[srcdoc], [autofocus][onfocus], [formaction], [xlink\\:href], a[name], img[name]';

  const roots = function* (root) {
    yield root;
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) yield* roots(element.shadowRoot);
      if (element instanceof HTMLTemplateElement) yield* roots(element.content);
    }
  };

  /** What in this document would run, or came from a text. */
  window.__audit = (document_ = document) => {
    const found = [];
    for (const root of roots(document_)) {
      for (const element of root.querySelectorAll(STRANGE)) found.push(`strange: ${element.outerHTML.slice(0, 200)}`);
      for (const element of root.querySelectorAll('*')) {
        for (const { name, value } of element.attributes) {
          // eslint-disable-next-line no-control-regex
          const plain = value.replace(/[\u0000-\u0020\u00a0]+/g, '');
          if (/^on/i.test(name)) found.push(`handler: ${element.outerHTML.slice(0, 200)}`);
          // A picture, as our own pages have one of their newsroom, in which no script runs.
          const isIcon = element.matches('link[rel=icon]') && plain.startsWith('data:image/');
          if (ADDRESSED.has(name) && CODE.test(plain) && !isIcon) found.push(`address: ${element.outerHTML.slice(0, 200)}`);
          if (name === 'style' && value.includes('evil.test')) found.push(`style: ${element.outerHTML.slice(0, 200)}`);
          if (ADDRESSED.has(name) && /^(https?:)?\/*[\\/]*evil\.test/.test(plain) && name !== 'href') found.push(`foreign: ${element.outerHTML.slice(0, 200)}`);
        }
      }
      for (const island of root.querySelectorAll('script[type$=json]')) {
        try { JSON.parse(island.textContent); } catch { found.push(`island: ${island.outerHTML.slice(0, 200)}`); }
      }
    }
    return found;
  };

  /** The same of pages that are only read, as the browser's own parser reads them; gives what is wrong and with which. */
  window.__read = async (paths) => {
    const found = [];
    for (const path of paths) {
      const reply = await fetched(path);
      if (!reply.ok) { found.push(`${path}: ${reply.status}`); continue; }
      const parsed = new DOMParser().parseFromString(await reply.text(), 'text/html');
      found.push(...window.__audit(parsed).map((what) => `${path}: ${what}`));
    }
    return found;
  };
})();
