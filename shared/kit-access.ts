import {
  kitAsSeenBy,
  mayGiveKit,
  mayManageKits,
  mayMoveLine,
  mayReportKit,
  maySayNotYet,
  mayTakeKit,
  type Kit,
} from './kits.ts';
import type { Permission } from './permission.ts';

const otherwise = 'The bags are for the project managers to look after.';
const managers: Permission = { role: mayManageKits, otherwise };
const kitToManage: Permission<Kit> = { role: mayManageKits, sees: () => true, otherwise };
const toGive: Permission<Kit> = {
  sees: kitAsSeenBy,
  may: mayGiveKit,
  otherwise: 'Only the one who has the bag can give it.',
};
const toTake: Permission<Kit> = {
  sees: kitAsSeenBy,
  may: mayTakeKit,
  otherwise: 'This bag is not on its way to you. Ask the one who has it to give it to you here.',
};
const toSayNotYet: Permission<Kit> = {
  sees: kitAsSeenBy,
  may: maySayNotYet,
  otherwise: 'This is between the two who give and take the bag.',
};
const toReport: Permission<Kit> = {
  sees: kitAsSeenBy,
  may: mayReportKit,
  otherwise: 'This is for the two on shift, and for the one who has the bag.',
};

const toMoveLine: Permission<Kit> = {
  sees: kitAsSeenBy,
  may: mayMoveLine,
  otherwise: 'This is for the one who has the bag, and for the two of this shift and of the next.',
};

/** Who may look after the bags, and hand them on. */
export const kitAccess = {
  'kit:add': managers,
  'kit:change': kitToManage,
  'kit:retire': kitToManage,
  'kit:give': toGive,
  'kit:take': toTake,
  'kit:notYet': toSayNotYet,
  'kit:missing': toReport,
  'kit:lineMoved': toMoveLine,
} as const;
