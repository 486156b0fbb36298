import { render, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import HalfHead from '../../client/presence/HalfHead.svelte';
import { keepLiveWhenTranslated } from '../../client/ui/translated.ts';

const onACall = {
  name: 'Ben',
  aside: 'here',
  shape: 'disc',
  words: 'On a call',
  clock: { time: '4:07' },
} as const;
let stop: () => void;
let shown: ReturnType<typeof render<typeof HalfHead>>;
const read = () => document.body.textContent?.replace(/\s+/g, ' ').trim();
/** The observer is told after the change, before anything else happens. */
const told = () => Promise.resolve();

beforeEach(() => {
  stop = keepLiveWhenTranslated(document.body);
  shown = render(HalfHead, onACall);
});
afterEach(() => stop());

const texts = (root: Node = document.body) => {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found.filter(({ data, parentElement }) => data.trim() !== '' && !parentElement?.closest('font'));
};
const fontWith = (words: string) => {
  const font = document.createElement('font');
  font.append(document.createElement('font'));
  font.firstElementChild!.textContent = words.toUpperCase();
  return font;
};

type Way = (text: Text) => void;
/** The ways in which a translator may put its words in the place of the page's. */
const channels: Record<string, Way> = {
  'one for the other': (text) => text.replaceWith(fontWith(text.data)),
  'first in, then out': (text) => {
    text.before(fontWith(text.data));
    text.remove();
  },
  'around it': (text) => {
    const font = document.createElement('font');
    text.replaceWith(font);
    text.data = text.data.toUpperCase();
    font.append(text);
  },
};

async function translate(way: Way = channels['one for the other']!) {
  texts().forEach(way);
  await told();
}

test.each(Object.entries(channels))(
  'what changes is shown once, also after it was translated: %s',
  async (_name, way) => {
    await translate(way);
    expect(read()).toBe('BEN HERE ON A CALL 4:07');
    await shown.rerender({ ...onACall, words: 'Taking a break', clock: undefined });
    await told();
    expect(document.querySelector('.state')!.textContent).toBe('Taking a break');
    expect(document.querySelector('.clock')).toBeNull();
    expect(screen.getByText('BEN')).toBeTruthy();

    await translate(way);
    expect(document.querySelector('.state')!.textContent).toBe('TAKING A BREAK');
    await shown.rerender({ ...onACall, clock: { time: '4:08' } });
    await told();
    expect(document.querySelector('.state')!.textContent).toBe('On a call');
    expect(document.querySelector('.clock')!.textContent).toBe('4:08');
  },
);

test('what is taken away leaves no words behind, and its neighbours stay', async () => {
  await translate();
  await shown.rerender({ ...onACall, aside: undefined });
  await told();
  expect(read()).toBe('BEN ON A CALL 4:07');
  await shown.rerender({ ...onACall, aside: 'left at 21:40', clock: undefined });
  await told();
  expect(read()).toBe('BEN left at 21:40 ON A CALL');
});

test('where the original is shown again, it is the page as it is now', async () => {
  const originals = texts().map((text) => {
    const font = fontWith(text.data);
    text.replaceWith(font);
    return { text, font };
  });
  await told();
  await shown.rerender({ ...onACall, words: 'Writing up' });
  await told();
  for (const { text, font } of originals) if (font.isConnected) font.replaceWith(text);
  await told();
  expect(read()).toBe('Ben here Writing up 4:07');
  await shown.rerender({ ...onACall, words: 'Ready' });
  expect(read()).toBe('Ben here Ready 4:07');
});

test('words that become none are gone', async () => {
  await translate();
  await shown.rerender({ ...onACall, clock: { time: '' } });
  await told();
  expect(read()).toBe('BEN HERE ON A CALL');
});

test('a list that changes its order takes its translated words along', async () => {
  const [first, second] = ['One', 'Two'].map((words) =>
    Object.assign(document.createElement('li'), { textContent: words }),
  );
  document.body.replaceChildren(first!, second!);
  await translate();
  const [one] = [...first!.childNodes].filter((node) => node instanceof Text);
  second!.append(one!);
  await told();
  expect(second!.textContent).toBe('TWOONE');
  expect(first!.textContent).toBe('');
  one!.data = 'Three';
  await told();
  expect(second!.textContent).toBe('TWOThree');
});
