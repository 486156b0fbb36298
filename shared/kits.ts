import * as v from 'valibot';
import { isA, type Viewer } from './viewer.ts';
import { id, instant, line, lineUpTo, type Row, writtenText } from './shapes.ts';
import { slugsOf } from './slugs.ts';

/** How charged its phone was when somebody took the bag. */
export const chargeWords = { full: 'Full', half: 'Half', low: 'Low', flat: 'Flat' } as const;
export type Charge = keyof typeof chargeWords;

export type KitPerson = { id: string; name: string };

/** The on-call kit: a bag that goes from pair to pair. */
export type Kit = Row & {
  name: string;
  /** What is in it, in words: the phone, the charger, the manual. */
  items: string[];
  /** Who has it; null for nobody. */
  holder: KitPerson | null;
  heldSince: string | null;
  /** Who had it before. */
  giverId: string | null;
  /** To whom it is on its way, which leaves it with its holder until they take it; null for nobody. */
  to: KitPerson | null;
  charge: Charge | null;
  missingAt: string | null;
  /** Whoever reported it missing, and their words; visible to them and to managers. */
  missingBy: string | null;
  missingWords: string | null;
  /** On whose own phone its calls ring meanwhile, and until when; null for its own. */
  lineTo: KitPerson | null;
  lineUntil: string | null;
  retiredAt: string | null;
  /** The people of the running and of the next shift. The holder, who can give it to them, sees all; everybody else only themself. */
  near: KitPerson[];
};

/** Hours for which its calls may be said to ring on somebody’s own phone. */
export const mostLineHours = 24;
/** The most things that one bag is said to hold. */
export const mostItems = 12;
const name = lineUpTo('name');
const items = v.pipe(v.array(line), v.maxLength(mostItems));
const oneKit = v.strictObject({ kitId: id });

export const kitCommands = {
  'kit:add': v.strictObject({ kitId: id, name, items, holderId: v.optional(v.nullable(id)) }),
  /** Fields that are left out stay unchanged. A holder ends what is on its way or missing; null is for a bag that nobody has. */
  'kit:change': v.strictObject({
    kitId: id,
    name: v.optional(name),
    items: v.optional(items),
    holderId: v.optional(v.nullable(id)),
  }),
  /** For good, such as one that is lost. */
  'kit:retire': oneKit,
  /** Says to whom it goes, one of `near`. It stays with the giver until they take it. */
  'kit:give': v.strictObject({ kitId: id, toId: id }),
  'kit:take': v.strictObject({ kitId: id, charge: v.optional(v.picklist(slugsOf(chargeWords))) }),
  /** It has not arrived, or is not given after all: it is no longer on its way. By either of the two. */
  'kit:notYet': oneKit,
  'kit:missing': v.strictObject({ kitId: id, words: writtenText }),
  /**
   * Its calls ring on the sender’s own phone until then, or on its own again for null. They are diverted on the phone itself: this says it
   * to the others, and changes nothing about who is told that nobody has the bag.
   */
  'kit:lineMoved': v.strictObject({ kitId: id, until: v.nullable(instant) }),
};
export type KitNews = { 'kit:changed': Kit };

/** Managers: which bags there are, and who has them. */
export const mayManageKits = (viewer: Viewer) => isA(viewer, 'manager');
/** The one who has it. */
export const mayGiveKit = (viewer: Viewer, { holder }: Kit) => holder?.id === viewer.id;
/** The one to whom it is on its way; where nobody has it, anybody of the running or the next shift; where it is missing, its holder too. */
export const mayTakeKit = (viewer: Viewer, kit: Kit) =>
  kit.to?.id === viewer.id ||
  (kit.holder === null && isNear(viewer, kit)) ||
  (kit.missingAt !== null && (isNear(viewer, kit) || mayGiveKit(viewer, kit)));
/** Either of the two between whom it is on its way. Once it is not, those of the running and the next shift, so that both may say so at once. */
export const maySayNotYet = (viewer: Viewer, kit: Kit) =>
  kit.to?.id === viewer.id || mayGiveKit(viewer, kit) || (kit.to === null && isNear(viewer, kit));
/** The people of the running and of the next shift, and those who have it or had it before. */
export const mayReportKit = (viewer: Viewer, kit: Kit) => isConcerned(viewer, kit);

/** Whoever has it, and the people of the running and of the next shift; also, to end it, those on whose phone its calls ring. */
export const mayMoveLine = (viewer: Viewer, kit: Kit) =>
  mayGiveKit(viewer, kit) || isNear(viewer, kit) || kit.lineTo?.id === viewer.id;

const isNear = (viewer: Viewer, { near }: Kit) => near.some(({ id }) => id === viewer.id);
const isConcerned = (viewer: Viewer, kit: Kit) =>
  isNear(viewer, kit) || [kit.holder?.id, kit.to?.id, kit.giverId, kit.lineTo?.id].includes(viewer.id);

/** Visible to the people of the running and the next shift and to those who have it or gave it; to managers only with its holder and where its calls ring. Null otherwise. */
export function kitAsSeenBy(viewer: Viewer, kit: Kit): Kit | null {
  const isManager = isA(viewer, 'manager');
  const isReporter = isManager || kit.missingBy === viewer.id;
  const near = kit.near.filter(({ id }) => id === viewer.id);
  const seen = { ...kit, near, ...(!isReporter && { missingBy: null, missingWords: null }) };
  if (mayGiveKit(viewer, kit)) return { ...seen, near: kit.near };
  if (isConcerned(viewer, kit)) return seen;
  return isManager ? { ...seen, to: null, giverId: null, charge: null } : null;
}
