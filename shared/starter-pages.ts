/** The chapters of the manual that Alongside comes with, in their order. A helpline may add others, which follow. */
export const starterChapters = [
  'When somebody is in danger',
  'On a call',
  'Looking after callers’ trust',
  'Looking after us',
] as const;

/**
 * The pages that Alongside comes with, in their order. Their texts are in the browser (client/pages/starter): a helpline
 * reads one until it has agreed its own, which then has this slug.
 */
export const starterSlugs = [
  'talk-of-suicide',
  'overdose-or-self-harm',
  'ringing-999',
  'safeguarding',
  'abusive-and-silent-calls',
  'worried-about-somebody',
  'boundaries',
  'confidentiality',
  'benefits-and-this-work',
  'handing-over',
] as const;
export type StarterSlug = (typeof starterSlugs)[number];
