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

/** Milliseconds. */
const heartbeatInterval = 5_000;
const heartbeatTimeout = 10_000;
/** The others answer a first heartbeat at once. */
const answerTakes = 500;

/** How Socket.IO on one server reaches the others. A function and no arrow, because Socket.IO calls it with `new`. */
export function pgNotifyAdapter(given: Deps) {
  return function (namespace: Namespace) {
    return new LineAdapter(namespace, given);
  };
}

class LineAdapter extends ClusterAdapterWithHeartbeat {
  #given: Deps;
  #heardMyselfAt = -Infinity;
  #heardOthersAt = -Infinity;
  #listeningSince = Infinity;

  constructor(namespace: Namespace, given: Deps) {
    super(namespace, { heartbeatInterval, heartbeatTimeout });
    this.#given = given;
  }

  override init() {
    const { pgNotify, log } = this.#given;
    const greetOthers = () => {
      this.#listeningSince = performance.now();
      this.publish({ type: MessageType.INITIAL_HEARTBEAT });
    };
    pgNotify
      .listen((body) => this.#hear(body), greetOthers)
      .catch((error: unknown) => log('warn', 'the other servers cannot be heard yet', errorFields(error)));
  }

  override publish(message: Unsigned) {
    const wantsAnswer = 'data' in message && 'requestId' in message.data;
    if (message.type === MessageType.SERVER_SIDE_EMIT && !wantsAnswer && this.#isAlone()) return;
    super.publish(message);
  }

  override async doPublish(message: ClusterMessage) {
    await this.#say(message);
    return '';
  }

  override async doPublishResponse(_asker: string, response: ClusterResponse) {
    await this.#say(response);
  }

  /** Only whoever hears at least itself can tell that nobody else is there. */
  #isAlone() {
    const now = performance.now();
    const hearsItself = now - this.#heardMyselfAt < 2 * heartbeatInterval;
    const couldAnswer = now - this.#listeningSince > answerTakes;
    return hearsItself && couldAnswer && now - this.#heardOthersAt > heartbeatTimeout;
  }

  #hear(body: string) {
    const message = JSON.parse(body) as ClusterMessage;
    if (message.uid === this.uid) this.#hearMyself(message);
    else this.#heardOthersAt = performance.now();
    this.onMessage(message);
  }

  /** Whoever hears their own greeting knows that it has reached the others, who from now on keep nothing to themselves. */
  #hearMyself({ type }: ClusterMessage) {
    this.#heardMyselfAt = performance.now();
    if (type === MessageType.INITIAL_HEARTBEAT) this.#given.restored();
  }

  async #say(message: ClusterMessage | ClusterResponse) {
    try {
      await this.#given.pgNotify.say(JSON.stringify(message));
    } catch (error) {
      this.#given.log('warn', 'the other servers could not be told', errorFields(error));
      throw error;
    }
  }
}
