import { createCipheriv, createDecipheriv } from 'node:crypto';
import { keysFromHeader, newFileHeader, fileHeaderLength, type Keys, type KeysFor } from './file-header.ts';
import { BackupProblem } from './problem.ts';

const chunkLength = 64 * 1024;
const tagLength = 16;
export const sealedChunkLength = chunkLength + tagLength;

/** Encrypts in chunks. Each is authenticated with the file's header, its own number, and whether it is the last. */
export async function* seal(source: AsyncIterable<Buffer>, keysFor: KeysFor): AsyncGenerator<Buffer> {
  const { header, keys } = await newFileHeader(keysFor);
  yield header;
  for await (const { piece, number, last } of piecesOf(source, chunkLength)) {
    yield sealedChunk(piece, { keys, header, number, last });
  }
}

/** Decrypts and authenticates; fails at the first chunk that was changed. */
export async function* unseal(source: AsyncIterable<Buffer>, keysFor: KeysFor): AsyncGenerator<Buffer> {
  const { start: header, rest } = await splitAfter(fileHeaderLength, source);
  const keys = await keysFromHeader(header, keysFor);
  for await (const { piece, number, last } of piecesOf(rest, sealedChunkLength)) {
    const place = { keys, header, number, last };
    const plain = openedChunk(piece, place);
    if (plain) yield plain;
    else if (last && piece.length === 0)
      throw new BackupProblem('The backup ends too early, before its first chunk.');
    else if (last && openedChunk(piece, { ...place, last: false }))
      throw new BackupProblem(`The backup ends too early, after chunk ${number + 1}.`);
    else
      throw new BackupProblem(
        last
          ? `The backup is damaged or ends too early, in chunk ${number + 1}.`
          : `The backup is damaged in chunk ${number + 1}.`,
      );
  }
}

type Place = { keys: Keys; header: Buffer; number: number; last: boolean };

function sealedChunk(plain: Buffer, place: Place): Buffer {
  const cipher = createCipheriv('aes-256-gcm', place.keys.chunks, nonceOf(place)).setAAD(boundTo(place));
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function openedChunk(sealed: Buffer, place: Place): Buffer | null {
  if (sealed.length < tagLength) return null;
  const text = sealed.subarray(0, -tagLength);
  const decipher = createDecipheriv('aes-256-gcm', place.keys.chunks, nonceOf(place), {
    authTagLength: tagLength,
  })
    .setAAD(boundTo(place))
    .setAuthTag(sealed.subarray(-tagLength));
  try {
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch {
    return null;
  }
}

/** A counter is enough as a nonce, because every file has its own key. */
function nonceOf({ number }: Place): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeBigUInt64BE(BigInt(number), 4);
  return nonce;
}

const boundTo = (place: Place) =>
  Buffer.concat([place.header, nonceOf(place), Buffer.of(place.last ? 1 : 0)]);

type Piece = { piece: Buffer; number: number; last: boolean };

/** Splits into pieces of equal length; the last holds the remainder. */
async function* piecesOf(source: AsyncIterable<Buffer>, length: number): AsyncGenerator<Piece> {
  let held = Buffer.alloc(0);
  let number = 0;
  for await (const part of source) {
    held = Buffer.concat([held, part]);
    for (; held.length > length; held = held.subarray(length), number += 1)
      yield { piece: held.subarray(0, length), number, last: false };
  }
  yield { piece: held, number, last: true };
}

async function splitAfter(length: number, source: AsyncIterable<Buffer>) {
  const parts = source[Symbol.asyncIterator]();
  let start = Buffer.alloc(0);
  while (start.length < length) {
    const next = await parts.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  async function* rest() {
    yield start.subarray(length);
    for (let next = await parts.next(); !next.done; next = await parts.next()) yield next.value;
  }
  return { start: start.subarray(0, length), rest: rest() };
}
