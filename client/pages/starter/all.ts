import type { StarterPage } from '../entries.ts';
import { abusiveAndSilentCalls } from './abusive-and-silent-calls.ts';
import { benefitsAndThisWork } from './benefits-and-this-work.ts';
import { boundaries } from './boundaries.ts';
import { confidentiality } from './confidentiality.ts';
import { handingOver } from './handing-over.ts';
import { overdoseOrSelfHarm } from './overdose-or-self-harm.ts';
import { ringing999 } from './ringing-999.ts';
import { safeguarding } from './safeguarding.ts';
import { talkOfSuicide } from './talk-of-suicide.ts';
import { worriedAboutSomebody } from './worried-about-somebody.ts';

/** The pages that Alongside comes with. A helpline reads each until it has agreed its own. */
export const starterPages: StarterPage[] = [
  talkOfSuicide,
  overdoseOrSelfHarm,
  ringing999,
  safeguarding,
  abusiveAndSilentCalls,
  worriedAboutSomebody,
  boundaries,
  confidentiality,
  benefitsAndThisWork,
  handingOver,
];
