import * as v from 'valibot';
import { typingShape } from '#shared/messages';
import { refusals, type Reply } from '#shared/refusals';
import type { Clock } from '../../clock.ts';
import type { Context } from './command.ts';
import { errorFields, type Logger } from '../../logger.ts';
import type { LiveSocket, TypingFor } from '../broadcast/broadcast.ts';
import type { CommittedChange, Transactions } from './transactions.ts';
import { handlers } from '../../../handlers.ts';
import { isUrgent, openRateLimit, openTypingRateLimit } from './rate-limit.ts';
import { openQueue } from './queue.ts';
import { digestOf } from './idempotency.ts';
import { validate, type Validated } from './validation.ts';
import { openInFlight } from './in-flight.ts';

type Deps = {
  changes: Transactions;
  clock: Clock;
  commandsPerMinute: number;
  log: Logger;
  publish: (after: CommittedChange) => void;
  typed: (helplineId: string, typing: TypingFor) => void;
};
type Asked = Exclude<Validated, { wrong: string }>;
type Answer = (reply: Reply) => void;

/** Every event of a connection comes through here: shape, who, try, acknowledge. Nothing thrown gets past it. */
export function openDispatcher({ changes, clock, commandsPerMinute, log, publish, typed }: Deps) {
  const allowCommand = openRateLimit(commandsPerMinute);
  const allowTyping = openTypingRateLimit();
  const replies = new Map<string, Promise<Reply>>();
  const inFlight = openInFlight();
  return { listenTo, finish: inFlight.finish };

  /** A command that comes while the server stops is not answered: its sender asks again where they come back. */
  function listenTo(socket: LiveSocket) {
    const doNext = openQueue();
    socket.onAny((name: string, ...given: unknown[]) => {
      const answer: Answer = typeof given.at(-1) === 'function' ? (given.pop() as Answer) : () => {};
      const [payload] = given;
      if (name === 'typing') return void handleTyping(socket, payload);
      if (name === 'probe') return (answer as (life: object) => void)({ ok: true, now: clock().getTime() });
      const shaped = validate(name, payload);
      if ('wrong' in shaped) return answer({ ok: false, code: 'malformed', message: shaped.wrong });
      const ended = inFlight.begin();
      if (!ended) return;
      const work = () => answerTo(socket, shaped, answer).finally(ended);
      if (doNext(work, isUrgent(shaped.name))) return;
      ended();
      answer({ ok: false, code: 'too-fast', message: refusals['too-fast'] });
    });
  }

  async function answerTo(socket: LiveSocket, asked: Asked, answer: Answer) {
    try {
      answer(await replyTo(socket, asked));
    } catch (error) {
      log('error', 'a command was not answered', { command: asked.name, ...errorFields(error) });
      answer({ ok: false, code: 'failed', message: refusals.failed });
    }
  }

  /** A copy of a command that is still under way waits for the first one's answer. */
  async function replyTo(socket: LiveSocket, asked: Asked): Promise<Reply> {
    const { signedIn } = socket.data;
    const digest = digestOf(signedIn.personId, asked.name, asked.fields);
    const key = `${asked.commandId} ${digest}`;
    const first = replies.get(key);
    if (first) return first;
    if (!(await allowCommand(signedIn.personId, asked.name)))
      return { ok: false, code: 'too-fast', message: refusals['too-fast'] };
    const reply = carryOut(socket, asked, digest).finally(() => replies.delete(key));
    replies.set(key, reply);
    return reply;
  }

  async function carryOut(socket: LiveSocket, { name, commandId, saidAt, fields }: Asked, digest: string) {
    const handle = handlers[name] as (given: typeof fields, context: Context) => Promise<void>;
    const order = { id: commandId, digest };
    const done = await changes.carryOut(socket.data.signedIn, { name, order, saidAt }, (context) =>
      handle(fields, context),
    );
    publish(done);
    if (!done.reply.ok && done.reply.code === 'not-signed-in') setImmediate(() => socket.disconnect(true));
    return done.reply;
  }

  async function handleTyping(socket: LiveSocket, payload: unknown) {
    const typing = v.safeParse(typingShape, payload);
    const { viewer, signedIn } = socket.data;
    if (!typing.success || !viewer?.shiftIds[0] || !(await allowTyping(signedIn.personId))) return;
    const { personId, helplineId } = signedIn;
    typed(helplineId, { shiftId: viewer.shiftIds[0], personId, ...typing.output });
  }
}
