import { refusals, type Reply } from '#shared/refusals';
import type { Clock } from '../../clock.ts';
import { errorFields, type LogFields, type Logger } from '../../logger.ts';
import type { Metrics } from '../../metrics/metrics.ts';
import { replyAfterNews, type LiveSocket } from '../sockets.ts';
import { closeAtOnce } from '../connection/transports.ts';
import type { Volatile } from '../../volatile.ts';
import type { Registry } from '../registry.ts';
import { answerIn, timed, type Answer } from './answers.ts';
import type { Context } from './command.ts';
import { digestOf } from './idempotency.ts';
import { openInFlight } from './in-flight.ts';
import { openQueue } from './queue.ts';
import type { PersonLimits } from './person-limits.ts';
import type { CommittedChange } from './change.ts';
import type { Transactions } from './transactions.ts';
import { openValidation, type Validated } from './validation.ts';

type Deps = {
  transactions: Transactions;
  clock: Clock;
  limits: PersonLimits;
  /** A keyed digest, in hex. */
  digest: (content: string) => string;
  log: Logger;
  metrics: Metrics;
  publish: (after: CommittedChange) => void;
  volatile: (helplineId: string, event: Volatile) => void;
  registry: Registry;
};
type Asked = Exclude<Validated, { wrong: string }>;

/** Handles every event of a connection: validates, limits the rate, carries out and acknowledges. Catches everything thrown. */
export function openDispatcher(deps: Deps) {
  const { transactions, clock, limits, log, metrics, publish, registry } = deps;
  const validate = openValidation(registry.commands);
  const tooFast: Reply = { ok: false, code: 'too-fast', message: refusals['too-fast'] };
  const replies = new Map<string, Promise<Reply>>();
  const inFlight = openInFlight();
  metrics.gauge(
    'alongside_commands_in_progress',
    'Commands that arrived and are not answered yet.',
    inFlight.count,
  );
  return { listenTo, finish: inFlight.finish };

  /**
   * A command that arrives while the server stops is not answered: the client sends it again after reconnecting. The connection of
   * a flooding client is closed without reading further; our own pages reconnect and send a request for support first,
   * which no limit delays.
   */
  function listenTo(socket: LiveSocket) {
    const doNext = openQueue();
    const { personId } = socket.data.signedIn;
    const mayStray = () => limits.stray.allows(personId);
    socket.onAny((name: string, ...args: unknown[]) => {
      const answer = answerIn(args, metrics);
      const [payload] = args;
      const isFlood = !limits.event.allows(personId);
      if (isFlood && !registry.isUrgent(name)) return closeAtOnce(socket);
      if (registry.volatile(name)) return void (mayStray() && passOn(socket, name, payload));
      if (name === 'probe')
        return mayStray()
          ? (answer as (life: object) => void)({ ok: true, now: clock().getTime() })
          : answer(tooFast);
      const shaped = validate(name, payload);
      if ('wrong' in shaped) {
        if (isFlood) return closeAtOnce(socket);
        if (!mayStray()) return answer(tooFast);
        // In its turn, so that a page that asks hears everything sent before, also while a welcome is being read.
        const { wrong: message } = shaped;
        return replyAfterNews(socket, () => answer({ ok: false, code: 'malformed', message }));
      }
      const ended = inFlight.begin();
      if (!ended) return;
      const isUrgent = registry.isUrgent(shaped.name);
      const acknowledge = timed(answer, isUrgent, metrics);
      const work = () => answerTo(socket, shaped, acknowledge).finally(ended);
      if (doNext(work, isUrgent)) return;
      ended();
      answer(tooFast);
    });
  }

  async function answerTo(socket: LiveSocket, asked: Asked, answer: Answer) {
    try {
      const reply = await replyTo(socket, asked);
      if (reply.ok) replyAfterNews(socket, () => answer(reply));
      else answer(reply);
    } catch (error) {
      const { name: command, commandId } = asked;
      log('error', 'a command was not answered', { command, commandId, ...errorFields(error) });
      answer({ ok: false, code: 'failed', message: refusals.failed });
    }
  }

  /** A duplicate of a command in progress waits for the first one's reply. */
  function replyTo(socket: LiveSocket, asked: Asked): Reply | Promise<Reply> {
    const { signedIn } = socket.data;
    const digest = digestOf(signedIn.personId, asked.name, asked.sent, deps.digest);
    const key = `${asked.commandId} ${digest}`;
    const first = replies.get(key);
    if (first) return first;
    const mayGo = registry.isUrgent(asked.name) || limits.command.allows(signedIn.personId, !!asked.saidAt);
    if (!mayGo) return tooFast;
    const reply = carryOut(socket, asked, digest).finally(() => replies.delete(key));
    replies.set(key, reply);
    return reply;
  }

  async function carryOut(socket: LiveSocket, { name, commandId, saidAt, fields }: Asked, digest: string) {
    const handle = registry.handlers[name] as (input: typeof fields, context: Context) => Promise<void>;
    const commandKey = { id: commandId, digest };
    if (saidAt) metrics.waitedInPage.observe(secondsSince(saidAt));
    const done = await transactions.carryOut(socket.data.signedIn, { name, commandKey, saidAt }, (context) =>
      handle(fields, context),
    );
    publish(done);
    logCommand({ command: name, commandId }, done);
    if (!done.reply.ok && done.reply.code === 'not-signed-in') setImmediate(() => socket.disconnect(true));
    return done.reply;
  }

  /** The helpline and the version are what the news of it, on every server, and its notifications are logged with. */
  function logCommand(
    command: LogFields,
    { reply, helplineId, version }: CommittedChange & { reply: Reply },
  ) {
    if (reply.ok) log('debug', 'command carried out', { ...command, helplineId, version });
    else
      log(reply.code === 'not-yours' ? 'info' : 'debug', 'command refused', { ...command, code: reply.code });
  }

  function secondsSince(saidAt: Date): number {
    return Math.max(0, clock().getTime() - saidAt.getTime()) / 1_000;
  }

  function passOn(socket: LiveSocket, name: string, payload: unknown) {
    const { viewer, signedIn } = socket.data;
    const accepted = viewer && registry.volatile(name)?.accept(viewer, payload);
    if (!accepted || !limits.volatile.allows(signedIn.personId)) return;
    const { personId, helplineId } = signedIn;
    deps.volatile(helplineId, { name: name as Volatile['name'], from: personId, ...accepted });
  }
}
