/** The sessionStorage key of the times of automatic reloads for another version, in milliseconds since 1970. */
const place = 'version-reloads';
const atMost = 3;
const within = 10 * 60_000;

const lately = (now: number): number[] => {
  const text = sessionStorage.getItem(place) ?? '[]';
  return (JSON.parse(text) as number[]).filter((at) => Math.abs(now - at) < within);
};

/** Whether the page may reload automatically; limited, so that two servers of different versions cannot make it reload forever. */
export const mayReload = (now = Date.now()) => lately(now).length < atMost;

/** Call it before each such reload. */
export function noteReload(now = Date.now()) {
  sessionStorage.setItem(place, JSON.stringify([...lately(now), now]));
}
