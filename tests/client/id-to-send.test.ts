import { fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { App } from '../../client/app.ts';
import AssumptionForm from '../../client/costs/AssumptionForm.svelte';
import ProposeQuestion from '../../client/feedback/ProposeQuestion.svelte';
import PublicReplies from '../../client/feedback/PublicReplies.svelte';
import WriteIn from '../../client/feedback/WriteIn.svelte';
import { IdToSend } from '../../client/live/id-to-send.ts';
import { press } from './boxes.ts';
import { settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { lorna } from './person-row.ts';
import { show } from './show.ts';

let app: App;
/** What was sent; no answer to it arrives. */
let sent: Record<string, unknown>[];

/** As the page sends it: saved, perhaps, and the answer lost. */
const send = (_path: string, body: Record<string, unknown>) => {
  sent.push(body);
  return Promise.resolve(false);
};

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-21T21:42:10Z') });
  sent = [];
  vi.stubGlobal('fetch', (path: string, { body }: { body: string }) => {
    void send(path, JSON.parse(body) as Record<string, unknown>);
    return Promise.reject(new TypeError('Failed to fetch'));
  });
  ({ app } = openApp(lorna, { me: lorna, people: [lorna] }));
});
afterEach(() => closeApp(app));

const fill = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const post = () => Promise.resolve(null);

/** `id`: the field that holds it; `filled`: what is put into the form; `changed`: the field that is changed before the last try. */
const forms = {
  'a question to be asked': {
    ...{ shown: ProposeQuestion, props: { busy: false, send }, open: /Propose a question/ },
    filled: { 'The question': 'Did it help?', 'Words to choose from, one on each line': 'Yes\nNo' },
    ...{ button: /Propose it/, id: 'questionId', changed: 'The question' },
  },
  'an answer for the public page': {
    ...{ shown: PublicReplies, props: { replies: [], mayWrite: true, busy: false, send, post } },
    ...{ open: /Write an answer/, filled: { 'You said': 'Nobody answered.', 'We did': 'Two more are on.' } },
    ...{ button: /Put it on the public page/, id: 'replyId', changed: 'We did' },
  },
  'what somebody asked to have said': {
    ...{ shown: WriteIn, props: { questions: [], busy: false, send }, open: /Write it in/ },
    filled: { 'What they asked you to say': 'it took long' },
    ...{ button: /Send it/, id: 'feedbackId', changed: 'What they asked you to say' },
  },
  'what the costs rest on': {
    ...{ shown: AssumptionForm, props: { key: 'ambulanceCost', line: null, onclose: () => {} }, open: null },
    filled: { From: '12', To: '15', 'Where it is from': 'A table of 2026' },
    ...{ button: /Save/, id: 'assumptionId', changed: 'Where it is from' },
  },
};

test.each(Object.entries(forms))(
  '%s keeps its id for a second try, and gets another once it was changed',
  async (_, { shown, props, open, filled, button, id, changed }) => {
    show(app, shown, props);
    if (open) await press(open);
    for (const [label, value] of Object.entries(filled)) await fill(label, value);
    const trying = async () => {
      await press(button);
      await settled();
      return sent.at(-1)![id];
    };
    const first = await trying();
    expect(await trying()).toBe(first);
    await fill(changed, 'something else');
    expect(await trying()).not.toBe(first);
    expect(sent).toHaveLength(3);
    expect(JSON.stringify(sent[2])).toContain('something else');
  },
);

test('the same words get another id once they were accepted', () => {
  const id = new IdToSend();
  const first = id.for({ words: 'The same' });
  expect(id.for({ words: 'The same' })).toBe(first);
  id.renew();
  expect(id.for({ words: 'The same' })).not.toBe(first);
});
