import type { Namespace } from 'socket.io';
import {
  ClusterAdapterWithHeartbeat,
  MessageType,
  type ClusterMessage,
  type ClusterResponse,
} from 'socket.io-adapter';
import { errorFields, type Logger } from '../../logger.ts';
import type { PgNotify } from './pg-notify.ts';

type Deps = { pgNotify: PgNotify; log: Logger; restored: () => void };
type Unsigned = Parameters<ClusterAdapterWithHeartbeat['publish']>[0];

const heartbeatIntervalMs = 5_000;
const heartbeatTimeoutMs = 10_000;
/** Other servers answer an initial heartbeat at once. */
const answerWithinMs = 500;

/** The Socket.IO adapter between servers. A function and not an arrow function, because Socket.IO calls it with `new`. */
export function pgNotifyAdapter(deps: Deps) {
  return function (namespace: Namespace) {
    return new PgNotifyAdapter(namespace, deps);
  };
}

class PgNotifyAdapter extends ClusterAdapterWithHeartbeat {
  #deps: Deps;
  #ownMessageAt = -Infinity;
  #peerMessageAt = -Infinity;
  #listeningSince = Infinity;

  constructor(namespace: Namespace, deps: Deps) {
    super(namespace, { heartbeatInterval: heartbeatIntervalMs, heartbeatTimeout: heartbeatTimeoutMs });
    this.#deps = deps;
  }

  override init() {
    const { pgNotify, log } = this.#deps;
    const sendInitialHeartbeat = () => {
      this.#listeningSince = performance.now();
      this.publish({ type: MessageType.INITIAL_HEARTBEAT });
    };
    pgNotify
      .listen((body) => this.#receive(body), sendInitialHeartbeat)
      .catch((error: unknown) => log('warn', 'LISTEN failed', errorFields(error)));
  }

  override publish(message: Unsigned) {
    const wantsAnswer = 'data' in message && 'requestId' in message.data;
    if (message.type === MessageType.SERVER_SIDE_EMIT && !wantsAnswer && this.#isAlone()) return;
    super.publish(message);
  }

  override async doPublish(message: ClusterMessage) {
    await this.#notify(message);
    return '';
  }

  override async doPublishResponse(_asker: string, response: ClusterResponse) {
    await this.#notify(response);
  }

  /** Silence proves that no other server runs only while this server receives its own messages. */
  #isAlone() {
    const now = performance.now();
    const receivesItself = now - this.#ownMessageAt < 2 * heartbeatIntervalMs;
    const couldAnswer = now - this.#listeningSince > answerWithinMs;
    return receivesItself && couldAnswer && now - this.#peerMessageAt > heartbeatTimeoutMs;
  }

  #receive(body: string) {
    const message = JSON.parse(body) as ClusterMessage;
    if (message.uid === this.uid) this.#receiveOwn(message);
    else this.#peerMessageAt = performance.now();
    this.onMessage(message);
  }

  /** Receiving our own initial heartbeat shows that the others have received it too; from now on they publish to this server. */
  #receiveOwn({ type }: ClusterMessage) {
    this.#ownMessageAt = performance.now();
    if (type === MessageType.INITIAL_HEARTBEAT) this.#deps.restored();
  }

  async #notify(message: ClusterMessage | ClusterResponse) {
    try {
      await this.#deps.pgNotify.publish(JSON.stringify(message));
    } catch (error) {
      this.#deps.log('warn', 'publishing to the other servers failed', errorFields(error));
      throw error;
    }
  }
}
