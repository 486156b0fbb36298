import * as v from 'valibot';
import { typingShape } from '#shared/chat';
import { refusals, type Reply } from '#shared/refusals';
import type { Clock } from '../platform/clock.ts';
import type { Context } from '../command.ts';
import { factsOf, type Logger } from '../logger.ts';
import type { LiveSocket, TypingFor } from './audience.ts';
import type { Aftermath, Changes } from './changes.ts';
import { handlers } from './handlers.ts';
import { isUrgent, openPace, openTypingPace } from './pace.ts';
import { openQueue } from './queue.ts';
import { digestOf } from './receipts.ts';
import { shapeOf, type Shaped } from './shape.ts';
import { openUnderWay } from './under-way.ts';

type Given = {
  changes: Changes;
  clock: Clock;
  commandsPerMinute: number;
  log: Logger;
  afterwards: (after: Aftermath) => void;
  typed: (helplineId: string, typing: TypingFor) => void;
};
type Asked = Exclude<Shaped, { wrong: string }>;
type Answer = (reply: Reply) => void;

/** Every event of a connection comes through here: shape, who, try, acknowledge. Nothing thrown gets past it. */
export function openHearing({ changes, clock, commandsPerMinute, log, afterwards, typed }: Given) {
  const mayGoOn = openPace(commandsPerMinute);
  const mayShowTyping = openTypingPace();
  const replies = new Map<string, Promise<Reply>>();
  const underWay = openUnderWay();
  return { hear, finish: underWay.finish };

  /** A command that comes while the server stops is not answered: its sender asks again where they come back. */
  function hear(socket: LiveSocket) {
    const doNext = openQueue();
    socket.onAny((name: string, ...given: unknown[]) => {
      const answer: Answer = typeof given.at(-1) === 'function' ? (given.pop() as Answer) : () => {};
      const [payload] = given;
      if (name === 'typing') return void hearTyping(socket, payload);
      if (name === 'probe') return (answer as (life: object) => void)({ ok: true, now: clock().getTime() });
      const shaped = shapeOf(name, payload);
      if ('wrong' in shaped) return answer({ ok: false, code: 'malformed', message: shaped.wrong });
      const ended = underWay.begin();
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
      log('error', 'a command was not answered', { command: asked.name, ...factsOf(error) });
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
    if (!(await mayGoOn(signedIn.personId, asked.name)))
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
    afterwards(done);
    if (!done.reply.ok && done.reply.code === 'not-signed-in') setImmediate(() => socket.disconnect(true));
    return done.reply;
  }

  async function hearTyping(socket: LiveSocket, payload: unknown) {
    const typing = v.safeParse(typingShape, payload);
    const { viewer, signedIn } = socket.data;
    if (!typing.success || !viewer?.shiftIds[0] || !(await mayShowTyping(signedIn.personId))) return;
    const { personId, helplineId } = signedIn;
    typed(helplineId, { shiftId: viewer.shiftIds[0], personId, ...typing.output });
  }
}
