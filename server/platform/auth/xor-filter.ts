const magic = 0x58_4f_52_31;
const headBytes = 12;

/**
 * Reads an xor filter (Graf and Lemire, 2019) with fingerprints of 16 bits: a head of three 32-bit big-endian numbers (the
 * mark `XOR1`, a seed, the length of a third), then three thirds of fingerprints. Returns whether a key may be in the set; a
 * key is at least 16 random bytes, such as a SHA-256. Throws for any other file.
 */
export function xorFilterOver(bytes: Buffer): (key: Uint8Array) => boolean {
  const [mark, seed, third] = [0, 4, 8].map((at) => bytes.readUInt32BE(at)) as [number, number, number];
  if (mark !== magic || bytes.length !== headBytes + third * 3 * 2)
    throw new Error('This is not an xor filter.');
  const at = (index: number) => bytes.readUInt16BE(headBytes + index * 2);
  return (key) => {
    const { fingerprint, places } = placesOf(key, seed, third);
    return places.reduce((rest, place) => rest ^ at(place), fingerprint) === 0;
  };
}

/** The positions of a key's fingerprint: one in each third, from four parts of its hash. */
export function placesOf(key: Uint8Array, seed: number, third: number) {
  const part = (from: number) =>
    mixed(((key[from]! << 24) | (key[from + 1]! << 16) | (key[from + 2]! << 8) | key[from + 3]!) ^ seed);
  const places = [0, 1, 2].map((index) => index * third + (part(index * 4) % third));
  return { fingerprint: part(12) & 0xffff, places };
}

/** The finaliser of MurmurHash3, as an unsigned number. */
function mixed(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
