// Code that a test runs through the debugger is not held by the CSP. So tests only start a probe;
// the probe itself runs here, from a timer, as the page's own script.
const foreign = 'http://elsewhere.test';

const { eval: evaluate } = globalThis;

window.violations = [];
document.addEventListener('securitypolicyviolation', (event) => {
  window.violations.push(event.effectiveDirective);
});

const probes = {
  eval: () => evaluate('1 + 1'),
  function: () => new Function('return 2')(),
  fetch: async () => (await fetch(`${foreign}/fetch`)).status,
  socket: () =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket('ws://elsewhere.test/socket');
      socket.onopen = resolve;
      socket.onerror = () => reject(new Error('refused'));
    }),
  image: () => loaded(Object.assign(new Image(), { src: `${foreign}/image.png` })),
  script: () => loaded(add('script', { src: `${foreign}/script.js` })),
  style: () => loaded(add('link', { rel: 'stylesheet', href: `${foreign}/style.css` })),
  frame: () => add('iframe', { src: `${foreign}/frame` }) && undefined,
  form: () => add('form', { action: `${foreign}/form`, method: 'post' }).submit(),
  base: () => {
    add('base', { href: `${foreign}/base/` });
    const { baseURI } = document;
    if (!baseURI.startsWith(foreign)) throw new Error('refused');
    return baseURI;
  },
  worker: () =>
    new Promise((resolve, reject) => {
      const worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));
      worker.onmessage = resolve;
      worker.onerror = () => reject(new Error('refused'));
    }),
  navigate: () => void (location.href = `${foreign}/page`),
  open: () => window.open(`${foreign}/popup`) === null,
};

function add(name, properties) {
  const element = Object.assign(document.createElement(name), properties);
  document.body.append(element);
  return element;
}

function loaded(element) {
  return new Promise((resolve, reject) => {
    element.onload = () => resolve('loaded');
    element.onerror = () => reject(new Error('refused'));
  });
}

window.probe = (name) =>
  new Promise((resolve) => {
    setTimeout(async () => {
      try {
        resolve({ ran: true, value: (await probes[name]()) ?? null });
      } catch (error) {
        resolve({ ran: false, value: String(error) });
      }
    });
  });
