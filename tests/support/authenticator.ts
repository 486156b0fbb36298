import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A device with one passkey, in software: what a browser would answer for these options at this page. */
export function newAuthenticator(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  const rpIdHash = sha256(new URL(origin).hostname);
  let counter = 0;
  const clientData = (type: string, challenge: string, from: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  const answer = (response: object) => ({
    id: id.toString('base64url'),
    rawId: id.toString('base64url'),
    type: 'public-key',
    clientExtensionResults: {},
    response,
  });

  return {
    id: id.toString('base64url'),
    /** `verified: false` for a device that asked for neither a finger nor a PIN. */
    create({ challenge }: { challenge: string }, { verified = true, from = origin } = {}) {
      const { x, y } = publicKey.export({ format: 'jwk' }) as { x: string; y: string };
      const key = map([
        [integer(1), integer(2)],
        [integer(3), integer(-7)],
        [integer(-1), integer(1)],
        [integer(-2), bytes(Buffer.from(x, 'base64url'))],
        [integer(-3), bytes(Buffer.from(y, 'base64url'))],
      ]);
      const length = Buffer.from([0, id.length]);
      const flags = Buffer.from([0x41 | (verified ? 0x04 : 0)]);
      const data = Buffer.concat([rpIdHash, flags, number(0), Buffer.alloc(16), length, id, key]);
      const attestationObject = map([
        [text('fmt'), text('none')],
        [text('attStmt'), map([])],
        [text('authData'), bytes(data)],
      ]);
      return answer({
        clientDataJSON: clientData('webauthn.create', challenge, from).toString('base64url'),
        attestationObject: attestationObject.toString('base64url'),
        transports: ['internal'],
      });
    },
    /** Counts one up each time, as devices with a counter do; `counts` for what a copy of it would say. */
    get({ challenge }: { challenge: string }, { verified = true, from = origin, counts = ++counter } = {}) {
      const flags = Buffer.from([0x01 | (verified ? 0x04 : 0)]);
      const authenticatorData = Buffer.concat([rpIdHash, flags, number(counts)]);
      const client = clientData('webauthn.get', challenge, from);
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(client)]), privateKey);
      return answer({
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: signature.toString('base64url'),
      });
    },
  };
}
export type Authenticator = ReturnType<typeof newAuthenticator>;

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest();

function number(value: number) {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(value);
  return four;
}

/** The little of CBOR (RFC 8949) that a new passkey takes. */
function head(kind: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(kind << 5) | length]);
  if (length < 256) return Buffer.from([(kind << 5) | 24, length]);
  return Buffer.from([(kind << 5) | 25, length >> 8, length & 0xff]);
}
const integer = (value: number) => (value >= 0 ? head(0, value) : head(1, -value - 1));
const bytes = (data: Buffer) => Buffer.concat([head(2, data.length), data]);
const text = (words: string) => Buffer.concat([head(3, words.length), Buffer.from(words)]);
const map = (pairs: [Buffer, Buffer][]) => Buffer.concat([head(5, pairs.length), ...pairs.flat()]);
