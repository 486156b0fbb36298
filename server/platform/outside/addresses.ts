import { lookup as resolve, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { isLoopback } from '../addresses.ts';

/** Non-public address blocks: loopback, private, link-local, reserved and documentation, and IPv4 addresses within IPv6. */
const inside = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 9],
  ['ff00::', 8],
] as const)
  inside.addSubnet(network, bits, 'ipv6');

const isInside = (address: string): boolean => inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * Whether this server may call an address that somebody else has named, such as that of a push service: it must be public, and encrypted
 * on its way. A server that serves this computer alone may also call local addresses.
 */
export function mayCall(address: string, onlyHere: boolean): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, username } = new URL(address);
  const host = hostOf(address);
  if (onlyHere && /^https?:$/.test(protocol) && isLoopback(host)) return true;
  if (protocol !== 'https:' || username !== '') return false;
  return isIP(host)
    ? !isInside(host)
    : host.includes('.') && !/(^|\.)(localhost|local|internal)\.?$/.test(host);
}

/** The DNS lookup to use for this address; undefined for the default. */
export const lookupFor = (address: string, onlyHere: boolean): LookupFunction | undefined =>
  onlyHere && isLoopback(hostOf(address)) ? undefined : lookupOutside;

const hostOf = (address: string) => new URL(address).hostname.replace(/^\[|\]$/g, '');

/** A DNS lookup that returns public addresses only, so that no name can resolve to an internal one. */
export const lookupOutside: LookupFunction = (hostname, options, done) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    const outside = error ? [] : found.filter(({ address }: LookupAddress) => !isInside(address));
    const [first] = outside;
    if (error ?? !first) return done(error ?? leadsInside(), '', 0);
    if (options.all) done(null, outside);
    else done(null, first.address, first.family);
  });
};

const leadsInside = () => Object.assign(new Error('This name leads inside.'), { code: 'EINSIDE' });
