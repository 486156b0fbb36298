/* Runs in the page: the largest paint, how far things moved, and the slowest answer to a press. */
globalThis.seen = { lcp: 0, cls: 0, inp: 0 };

const hear = (type, hears) =>
  new globalThis.PerformanceObserver((list) => list.getEntries().forEach(hears)).observe({
    type,
    buffered: true,
    durationThreshold: 16,
  });

hear('largest-contentful-paint', ({ startTime }) => (globalThis.seen.lcp = startTime));
hear('layout-shift', ({ value }) => (globalThis.seen.cls += value));
hear('event', ({ duration, interactionId }) => {
  if (interactionId) globalThis.seen.inp = Math.max(globalThis.seen.inp, duration);
});
