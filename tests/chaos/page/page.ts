import { stepDeviceClock } from './device-clock.ts';
import { App } from '../../../client/app.ts';
import { openChance } from '../../../drizzle/seed/chance.ts';
import { moment, type Happening, type PageStart, type Page, type Told } from '../history.ts';
import { watchForGoingBack } from './going-back.ts';
import { openOverheardSocket } from './overheard.ts';
import { actorFor } from './script.ts';
import { viewOf } from './view.ts';

/** Pending commands at which this person pauses. */
const mostWaiting = 25;
const lookEvery = 500;

/** One person's page without its screens: the client's connection, command queue and stores, and a script that uses them. */
export function openPage(): Page {
  let open: ReturnType<typeof sitDown> | null = null;
  return {
    obey(order) {
      if (order.order === 'open') open = sitDown(order.start);
      else if (order.order === 'act') open?.act(order.perSecond);
      else if (order.order === 'rest') open?.rest();
      else if (order.order === 'wake') open?.wake();
      else if (order.order === 'step clock') stepDeviceClock(order.milliseconds);
      else if (order.order === 'tell') return open?.tell();
      else {
        open?.close();
        open = null;
      }
      return undefined;
    },
  };
}

function sitDown(start: PageStart) {
  const { person, who, everyone, seed } = start;
  let happenings: Happening[] = [];
  let startedAfresh = false;
  let acting: ReturnType<typeof setTimeout> | undefined;
  const chance = openChance(seed);
  const note = (happening: Happening) => {
    happenings.push(happening);
    if (happening.kind === 'welcomed' && happening.welcome.since === 0) startedAfresh = true;
    if (happening.kind === 'answered' && happening.reply.ok) noteWhetherShown(happening.commandId);
  };
  const socket = openOverheardSocket(start, note);
  const app = new App(socket, { person, trial: false });
  const act = actorFor(app, who, everyone, chance);
  const look = watchForGoingBack(note);
  const looking = setInterval(() => {
    look(viewOf(app, everyone), startedAfresh);
    startedAfresh = false;
  }, lookEvery);
  app.live.open();

  return {
    act(perSecond: number) {
      clearTimeout(acting);
      const next = () => {
        if (app.live.welcomed && app.live.outbox.waiting < mostWaiting) act();
        acting = setTimeout(next, (-Math.log(1 - chance.number()) * 1_000) / perSecond);
      };
      next();
    },
    rest: () => clearTimeout(acting),
    wake: () => app.live.wake(),
    tell(): Told {
      const told = happenings;
      happenings = [];
      const { connected, outbox } = app.live;
      return { happenings: told, view: viewOf(app, everyone), waiting: outbox.waiting, connected };
    },
    close() {
      clearTimeout(acting);
      clearInterval(looking);
      socket.disconnect();
      app.clock.stop();
    },
  };

  /** Whether what was made by a command is in the stores at the moment its yes arrives. */
  function noteWhetherShown(commandId: string) {
    const made = happenings.findLast((one) => one.kind === 'sent' && one.commandId === commandId);
    if (made?.kind !== 'sent') return;
    const isShown = isInSight(app, made.name, made.fields);
    if (isShown !== null) happenings.push({ at: moment(), kind: 'shown', commandId, isShown });
  }
}

/** Null for a command that makes nothing of its own. */
function isInSight(app: App, name: string, fields: Record<string, unknown>): boolean | null {
  const id = String(fields['messageId'] ?? fields['flagId'] ?? fields['debriefId']);
  if (name === 'message:send')
    return app.shifts.all.some((shift) => app.messages.inShift(shift.id).some((one) => one.id === id));
  if (name === 'flag:raise') return app.flags.get(id) !== undefined;
  if (name === 'debrief:ask') return app.debriefs.get(id) !== undefined;
  return null;
}
