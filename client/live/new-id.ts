let [lastAt, count] = [0, 0];

/** A UUID version 7. Later ids sort later, also within one millisecond and when the device clock moves back. */
export function newId(): string {
  const random = crypto.getRandomValues(new Uint16Array(5));
  if (Date.now() > lastAt) [lastAt, count] = [Date.now(), random[4]! & 0x7ff];
  else if (++count > 0xfff) [lastAt, count] = [lastAt + 1, 0];
  const parts = [
    hex(lastAt, 12).slice(0, 8),
    hex(lastAt, 12).slice(8),
    hex(0x7000 | count, 4),
    hex((random[0]! & 0x3fff) | 0x8000, 4),
    [...random.subarray(1, 4)].map((part) => hex(part, 4)).join(''),
  ];
  return parts.join('-');
}

const hex = (number: number, length: number) => number.toString(16).padStart(length, '0');
