/**
 * A course. `again`: years after which it is taken again. `certificate`: a manager looks at it. What a course is called and says is
 * shown as it stands.
 */
export type Course = { name: string; says: string; again?: number; certificate?: true };

/** The courses that Alongside begins with. The slugs are stable. */
export const courses = {
  'peer-support': {
    name: 'Peer support',
    says: 'What it means to help from one’s own experience, and where it ends.',
  },
  'person-centred': {
    name: 'Person-centred care',
    says: 'The caller knows their own life best. How to listen so that they can use it.',
  },
  boundaries: {
    name: 'Confidentiality and boundaries',
    says: 'What stays between us, what cannot, and what we do not promise.',
  },
  'first-aid': {
    name: 'Mental Health First Aid',
    says: 'Two days, with a certificate. It is taken again after three years.',
    again: 3,
    certificate: true,
  },
  mindfulness: {
    name: 'Mindfulness in a crisis',
    says: 'Two days. How to stay with somebody, and with oneself.',
  },
  risk: {
    name: 'Risk, in the person-centred way',
    says: 'How to ask about suicide and self-harm in plain words, without a score.',
  },
  'how-a-shift-works': {
    name: 'How a shift works',
    says: 'The screen, a practice call and a practice handover, with somebody who knows it.',
  },
} as const satisfies Record<string, Course>;
export type CourseSlug = keyof typeof courses;
export const courseSlugs = Object.keys(courses) as CourseSlug[];

/** Everybody may go, and there is no place in which it could be written who did. */
export const unrecordedCourse: Course = {
  name: 'An hour with the benefits adviser',
  says: 'For whoever wants it. Nobody writes down who goes.',
};
