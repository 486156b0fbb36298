import { isIPv6 } from 'node:net';

/**
 * The network by which tries from this address are counted: an IPv4 address itself, also in its IPv6 form, and the
 * first 64 bits of any other IPv6 address, because one subscriber has all addresses that begin with them. Many a subscriber has
 * all that begin with the same 48.
 */
export function networkOf(address = '', bits: 48 | 64 = 64): string {
  const [bare = ''] = address.toLowerCase().split('%');
  if (!isIPv6(bare)) return bare;
  const groups = groupsOf(bare);
  const isMapped = groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xff_ff;
  if (isMapped) return [groups[6]! >> 8, groups[6]! & 255, groups[7]! >> 8, groups[7]! & 255].join('.');
  const first = groups.slice(0, bits / 16).map((group) => group.toString(16));
  return `${first.join(':')}::/${bits}`;
}

/** The eight groups of an IPv6 address, abbreviated or not. */
function groupsOf(address: string): number[] {
  const hex = address.replace(
    /(\d+)\.(\d+)\.(\d+)\.(\d+)$/,
    (_all, ...bytes: string[]) => `${pairOf(bytes[0]!, bytes[1]!)}:${pairOf(bytes[2]!, bytes[3]!)}`,
  );
  const [before = '', after] = hex.split('::');
  const head = numbersIn(before);
  const tail = numbersIn(after ?? '');
  const between = after === undefined ? 0 : 8 - head.length - tail.length;
  return [...head, ...Array.from({ length: between }, () => 0), ...tail];
}

const pairOf = (high: string, low: string) => (Number(high) * 256 + Number(low)).toString(16);
const numbersIn = (part: string) =>
  part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
