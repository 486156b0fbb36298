/** In this tab's storage: when it was last loaded again by itself for another version, in milliseconds since 1970. */
const place = 'version-reloads';
const atMost = 3;
const within = 10 * 60_000;

const lately = (now: number): number[] => {
  const text = sessionStorage.getItem(place) ?? '[]';
  return (JSON.parse(text) as number[]).filter((at) => Math.abs(now - at) < within);
};

/** Whether the page may be loaded again by itself: two servers of two versions must not send it to and fro without end. */
export const mayReload = (now = Date.now()) => lately(now).length < atMost;

/** Call it before each such reload. */
export function noteReload(now = Date.now()) {
  sessionStorage.setItem(place, JSON.stringify([...lately(now), now]));
}
