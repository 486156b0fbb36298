import { mayManagePeople, type Person } from './people.ts';
import type { Permission } from './permission.ts';
import { maySeeCertificate, mayTrain, trainingAsSeenBy, type Training } from './trainings.ts';
import { isA } from './viewer.ts';

const ofOneself: Permission = { role: mayTrain, otherwise: 'Supporters say this of themselves.' };
const toTakeBack: Permission<Training> = {
  sees: trainingAsSeenBy,
  may: (viewer, { personId }) => personId === viewer.id,
  otherwise: 'Only the one who said so can take it back.',
};
const toSee: Permission<Training> = {
  role: (viewer) => isA(viewer, 'manager'),
  sees: trainingAsSeenBy,
  may: maySeeCertificate,
  otherwise: 'A project manager looks at certificates, and another one at yours.',
};

const personToManage: Permission<Person> = { role: mayManagePeople, sees: () => true };

/** Who may say what of a course, and who sets an induction. */
export const trainingAccess = {
  'training:plan': ofOneself,
  'training:done': ofOneself,
  'training:takeBack': toTakeBack,
  'training:seen': toSee,
  'person:induction': personToManage,
} as const;
