import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { openFrames, type Frame } from './frames.ts';
import { openLane, type Lane } from './lane.ts';

/** Faults of a connection. Without any, bytes pass unchanged. */
export type Trouble = {
  /** Broken; new connections are rejected. */
  cut?: boolean;
  /** Nothing passes until it ends; then everything does. */
  stalled?: boolean;
  /** Open at both ends, but everything sent is lost. */
  halfOpen?: boolean;
  /** Milliseconds later than it was sent. */
  delay?: number;
  bytesPerSecond?: number;
  dropAcks?: boolean;
  duplicate?: boolean;
};

type Ends = { near: Socket; far: Socket; lanes: Lane[] };

/** The connection between one page and its current server. */
export async function openProxy(ports: number[]) {
  const open = new Set<Ends>();
  let trouble: Trouble = {};
  let led = 0;

  const listener = createServer({ noDelay: true }, (near) => {
    if (trouble.cut) return near.destroy();
    const far = connect({ host: '127.0.0.1', port: ports[led]!, noDelay: true });
    const ends = { near, far, lanes: [openLane(far, () => trouble), openLane(near, () => trouble)] };
    open.add(ends);
    let framesThere: ((data: Buffer) => Frame[]) | null = null;
    const framesBack = openFrames();
    near.on('data', (data) => {
      if (framesThere === null && data.includes('transport=websocket')) framesThere = openFrames();
      passOn(ends.lanes[0]!, data, framesThere, 'there');
    });
    far.on('data', (data) => passOn(ends.lanes[1]!, data, framesThere && framesBack, 'back'));
    for (const end of [near, far]) end.on('error', () => breakOff(ends)).on('close', () => breakOff(ends));
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');

  return {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    suffer(added: Trouble) {
      trouble = { ...trouble, ...added };
      if (added.cut) breakAll();
    },
    /** A half-open connection does not recover: its page has to reconnect. */
    heal() {
      const wasHalfOpen = trouble.halfOpen;
      trouble = {};
      if (wasHalfOpen) breakAll();
      for (const { lanes } of open) for (const lane of lanes) lane.goOn();
    },
    /** Connects to another server from now on. */
    lead(to: number) {
      led = to % ports.length;
      breakAll();
    },
    async close() {
      breakAll();
      listener.close();
      await once(listener, 'close');
    },
  };

  function passOn(
    lane: Lane,
    data: Buffer,
    framesIn: ((data: Buffer) => Frame[]) | null,
    way: 'there' | 'back',
  ) {
    const frames = framesIn ? framesIn(data) : [{ bytes: data, text: '' }];
    if (trouble.halfOpen) return;
    for (const { bytes, text } of frames) {
      if (trouble.dropAcks && way === 'back' && text.startsWith(acknowledgement)) continue;
      lane.push(bytes);
      if (trouble.duplicate && text.startsWith(event)) lane.push(bytes);
    }
  }

  function breakAll() {
    for (const ends of open) breakOff(ends);
  }

  function breakOff(ends: Ends) {
    if (!open.delete(ends)) return;
    for (const lane of ends.lanes) lane.close();
    for (const end of [ends.near, ends.far]) end.resetAndDestroy();
  }
}
export type Proxy = Awaited<ReturnType<typeof openProxy>>;

/** How a Socket.IO event and the answer to one begin, in the text of a frame. */
const event = '42';
const acknowledgement = '43';
