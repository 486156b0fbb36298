import * as v from 'valibot';
import { courses, courseSlugs, type Course, type CourseSlug } from './courses.ts';
import { day, id, type Row } from './shapes.ts';
import { isA, type Viewer } from './viewer.ts';

/** What one person has said of one course. Days are such as 2026-11-21. There is no field for how it went. */
export type Training = Row & {
  personId: string;
  course: CourseSlug;
  /** The day on which they mean to take it, or its first day; null for none. */
  plannedOn: string | null;
  /** Its last day, the last time that they took it; null for not yet. */
  doneOn: string | null;
  /** The manager who has seen the certificate of that time; null for nobody, or where there is none. */
  seenBy: string | null;
};

const course = v.picklist(courseSlugs);
export const trainingCommands = {
  /** Null takes the plan away. `trainingId` is used only if the sender has no row for the course yet. */
  'training:plan': v.strictObject({ trainingId: id, course, on: v.nullable(day) }),
  /** Ends the plan. A later day is looked at anew where there is a certificate; an earlier one than a manager has looked at is refused. */
  'training:done': v.strictObject({ trainingId: id, course, on: day }),
  /** It was a mistake, until a manager has seen the certificate. */
  'training:takeBack': v.strictObject({ trainingId: id }),
  /** "I have seen the certificate": by a manager, of somebody else. */
  'training:seen': v.strictObject({ trainingId: id, doneOn: day }),
};
export type TrainingNews = { 'training:changed': Training };

/** Supporters say it of themselves. */
export const mayTrain = (viewer: Viewer) => isA(viewer, 'supporter');

/** Visible to the person and to managers; null for everybody else. */
export const trainingAsSeenBy = (viewer: Viewer, training: Training): Training | null =>
  training.personId === viewer.id || isA(viewer, 'manager') ? training : null;

/** Managers, and not for themselves. */
export const maySeeCertificate = (viewer: Viewer, { personId }: Pick<Training, 'personId'>): boolean =>
  isA(viewer, 'manager') && personId !== viewer.id;

/** Whether the person has said that they took the course and no manager has looked at the certificate yet. */
export const waitsToBeSeen = ({ course, doneOn, seenBy }: Training): boolean =>
  hasCertificate(course) && doneOn !== null && seenBy === null;

/** Whether a manager looks at a certificate of this course. */
export const hasCertificate = (course: CourseSlug): boolean =>
  (courses[course] as Course).certificate === true;

/** The day from which the course is to be taken again; null for never. */
export function againFrom({ course, doneOn }: Pick<Training, 'course' | 'doneOn'>): string | null {
  const { again }: Course = courses[course];
  if (again === undefined || doneOn === null) return null;
  const [year, rest] = [Number(doneOn.slice(0, 4)) + again, doneOn.slice(4)];
  // The 29th of February comes back as the 1st of March.
  return new Date(`${year}${rest === '-02-29' ? '-03-01' : rest}T00:00Z`).toISOString().slice(0, 10);
}
