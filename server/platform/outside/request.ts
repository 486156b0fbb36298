import { request as requestHttp, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { request as requestHttps } from 'node:https';
import { lookupFor, mayCall } from './addresses.ts';

type Request = {
  method: string;
  headers: OutgoingHttpHeaders;
  body?: Buffer | null;
  /** This server serves this computer alone. */
  onlyHere: boolean;
  signal: AbortSignal;
};

/**
 * Calls an address that somebody else has named, without following where it points on. Rejects with the code `EINSIDE` if it is not
 * public, also if its name only turns out to lead inside when it is looked up. Resolves with the head of the answer; the body has to be read.
 */
export function requestOutside(
  address: string,
  { method, headers, body, onlyHere, signal }: Request,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    if (!mayCall(address, onlyHere)) return reject(notOutside());
    const url = new URL(address);
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const lookup = lookupFor(address, onlyHere);
    const asked = request(url, { method, headers, agent: false, signal, lookup }, resolve);
    asked.on('error', reject).end(body);
  });
}

const notOutside = () => Object.assign(new Error('This address is not public.'), { code: 'EINSIDE' });
