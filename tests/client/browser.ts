import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { ServerClock } from '../../client/live/clock.svelte.ts';
import { persistFor } from '../../client/live/local-persistence.svelte.ts';
import type { Found } from '../../client/live/persistence.ts';
import { Live } from '../../client/live/live.svelte.ts';
import { EncryptedStore } from '../../client/live/encrypted-store.ts';
import { FakeLocks } from './fake-locks.ts';
import { ana, FakeSocket } from './fake-socket.ts';
import { stopwatch } from '../support/real-time.ts';

let locks: FakeLocks;
/** How to kill the tabs that are open: the same person may come next, and hear them. */
let open: (() => void)[] = [];

/** A browser that has kept nothing yet, and in which no tab is open. */
export function newBrowser() {
  for (const kill of open) kill();
  open = [];
  globalThis.indexedDB = new IDBFactory();
  locks = new FakeLocks();
}

/** A page as somebody opens it, with a link whose other end the test holds. `meanwhile`: what comes over it before the disk is open. */
export async function openTab(whose: string = ana.id, meanwhile: (socket: FakeSocket) => void = () => {}) {
  const socket = new FakeSocket();
  const live = new Live(socket.asLive, new ServerClock(), whose);
  const closeTab = locks.openTab();
  const persisted = persistFor(whose, live);
  meanwhile(socket);
  /** Nothing is said, nothing is written any more. */
  const kill = () => {
    closeTab();
    live.close();
    live.outbox.send = () => new Promise<never>(() => {});
    live.outbox.forget = live.drafts.put = live.drafts.flush = () => {};
  };
  open.push(kill);
  await persisted;
  return { socket, live, kill };
}
export type Tab = Awaited<ReturnType<typeof openTab>>;

const openDisk = () =>
  new Promise<IDBDatabase>((done, fail) => {
    const asked = indexedDB.open('alongside');
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(new Error('There is no database.'));
  });

/** Nothing is written to the disk until the returned function is called. */
export async function holdDisk(): Promise<() => void> {
  const db = await openDisk();
  const owner = db.transaction([...db.objectStoreNames], 'readwrite').objectStore('owner');
  let held = true;
  await new Promise<void>((begun) => {
    const again = () => {
      begun();
      if (held) owner.get('owner').onsuccess = again;
    };
    owner.get('owner').onsuccess = again;
  });
  return () => {
    held = false;
    db.close();
  };
}

/** Everything that lies on the disk, as somebody with the disk would read it. */
export async function dump(): Promise<string> {
  const db = await openDisk();
  const all: unknown[] = [];
  for (const name of db.objectStoreNames) {
    const asked = db.transaction(name).objectStore(name).getAll();
    await new Promise((done) => (asked.onsuccess = done));
    all.push(...(asked.result as unknown[]));
  }
  db.close();
  const isBytes = (value: unknown) => Object.prototype.toString.call(value) === '[object ArrayBuffer]';
  const readable = (value: unknown) =>
    isBytes(value) ? new TextDecoder('latin1').decode(value as ArrayBuffer) : value;
  return JSON.stringify(all, (_key, value: unknown) => readable(value));
}

/** What is kept under ids that begin like this, once there are so many. */
export async function kept(prefix: string, count: number, whose: string = ana.id): Promise<Found[]> {
  const box = (await EncryptedStore.open(whose))!;
  let found: Found[] = [];
  const look = async () => (found = (await box.all(prefix)) ?? []).length === count;
  const tooLate = stopwatch() + 30_000;
  while (!(await look()) && stopwatch() < tooLate) await pause(5);
  if (found.length !== count) throw new Error(`${found.length} are kept, not ${count}.`);
  return found;
}

/** Until something is so; disks and other tabs take their time. */
export async function until(isSo: () => boolean, milliseconds = 30_000): Promise<void> {
  const tooLate = stopwatch() + milliseconds;
  while (!isSo() && stopwatch() < tooLate) await pause(5);
  if (!isSo()) throw new Error('It did not become so.');
}

const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
