import { fireEvent, screen } from '@testing-library/svelte';
import type { App } from '../../client/app.ts';
import HideOrRetire from '../../client/agreement/HideOrRetire.svelte';
import LetGo from '../../client/call-backs/LetGo.svelte';
import WentWell from '../../client/check-ins/WentWell.svelte';
import DeskClose from '../../client/desk/DeskClose.svelte';
import FlagCall from '../../client/flags/FlagCall.svelte';
import ReviewAsk from '../../client/flags/ReviewAsk.svelte';
import Agree from '../../client/gatherings/Agree.svelte';
import LineTalk from '../../client/handovers/LineTalk.svelte';
import MissingBag from '../../client/kits/MissingBag.svelte';
import AddWord from '../../client/lists/AddWord.svelte';
import ChangeWord from '../../client/lists/ChangeWord.svelte';
import AskedFlag from '../../client/my-requests/AskedFlag.svelte';
import AddStep from '../../client/steps/AddStep.svelte';
import ToBringList from '../../client/to-bring/ToBringList.svelte';
import { asked } from './asked.ts';
import { ana } from './fake-socket.ts';

/** A box with a text, the place of its draft, and the button that sends it. `before`: what opens it. */
export type Box = {
  shown: unknown;
  props: (app: App) => object;
  place: string;
  label: string | RegExp;
  button: RegExp;
  before?: () => Promise<unknown>;
};

export const press = (name: RegExp) => fireEvent.click(screen.getByRole('button', { name }), { detail: 1 });

const nothing = () => {};
const flag = {
  ...{ id: 'f', version: 1, state: 'taken', callId: 'c', shiftId: 's', reason: 'a-worry', note: '' },
  ...{ raisedBy: ana.id, raisedAt: '2026-11-21T21:40:00Z', assignedTo: null, learning: null, theme: null },
  ...{ askMeFirst: false, closedAt: null },
  steps: [{ step: 'asked', by: 'b', at: '2026-11-21T21:41:00Z', words: 'Why?' }],
};
const closing = (app: App) => ({
  debrief: asked('d', 'now', '2026-11-21T21:40:00Z'),
  phrasing: app.phrasing,
  ...{ ondone: nothing, oncancel: nothing },
});
const word = { slug: 'n', words: 'North' };

/** Boxes whose text goes with a command. */
export const boxes: Record<string, Box> = {
  'a step': {
    shown: AddStep,
    props: () => ({ kind: 'goal', label: 'A goal' }),
    ...{ place: 'step goal', label: 'A goal', button: /Write down/ },
  },
  'something to bring': {
    shown: ToBringList,
    props: () => ({}),
    ...{ place: 'to bring', label: 'Something to bring', button: /Put it on my list/ },
  },
  'what was agreed': {
    shown: Agree,
    props: () => ({ gathering: { id: 'g', kind: 'one-to-one', ledBy: 'l', withId: ana.id } }),
    ...{ place: 'gathering g agreed', label: 'What was agreed', button: /Write down/ },
  },
  'what went well': {
    shown: WentWell,
    props: () => ({ shift: { id: 's' } }),
    ...{ place: 'went well s', label: /went well/, button: /Save/ },
  },
  'a bag that is missing': {
    shown: MissingBag,
    props: () => ({ kit: { id: 'k' }, onclose: nothing }),
    ...{ place: 'bag k', label: /What happened/, button: /Tell the managers/ },
  },
  'why nobody rings back': {
    shown: LetGo,
    props: () => ({ callBack: { id: 'b' }, onleave: nothing }),
    ...{ place: 'let go b', label: /Why do we not ring back/, button: /Let it go/ },
  },
  'a question about a line': {
    shown: LineTalk,
    props: () => ({ line: { id: 'l', by: 'b', question: null, answer: null } }),
    ...{ place: 'about line l', label: 'Your question', button: /Send/ },
    before: () => press(/Ask about this/),
  },
  'a new word': {
    shown: AddWord,
    props: () => ({ list: 'boroughs', ondone: nothing }),
    ...{ place: 'list boroughs add', label: 'New word', button: /Propose the word/ },
  },
  'other words': {
    shown: ChangeWord,
    props: () => ({ list: 'boroughs', word, mayRetire: false, ondone: nothing }),
    ...{ place: 'list boroughs n', label: /New words/, button: /Propose the new words/ },
  },
  'what helped': {
    shown: DeskClose,
    props: closing,
    ...{ place: 'closing d', label: /What helped/, button: /^Close it/ },
  },
  'what two have agreed': {
    shown: DeskClose,
    props: closing,
    ...{ place: 'closing d follow-up', label: /What you two agreed/, button: /^Close it/ },
  },
  'a flag': {
    shown: FlagCall,
    props: () => ({ call: { id: 'c', startedAt: '2026-11-21T21:18:00Z' }, onclose: nothing }),
    ...{ place: 'flag c', label: /In your words/, button: /Raise the flag/ },
    before: () => fireEvent.click(screen.getAllByRole('radio')[0]!),
  },
  'a question about a flag': {
    shown: ReviewAsk,
    props: () => ({ flag, name: 'Ben', finish: (asking: Promise<boolean>) => asking }),
    ...{ place: 'review f question', label: /Your question to Ben/, button: /Send the question/ },
    before: () => press(/Ask/),
  },
  'an answer about a flag': {
    shown: AskedFlag,
    props: () => ({ flag }),
    ...{ place: 'answer f', label: /Your answer/, button: /^Answer/ },
  },
  'a reason to hide': {
    shown: HideOrRetire,
    props: ({ live }) => ({
      place: 'why',
      hide: (words: string) => live.send('page:hide', { pageId: 'p', words }),
      refresh: () => Promise.resolve(),
    }),
    ...{ place: 'why', label: /Why hide it/, button: /Hide it now/ },
  },
};
