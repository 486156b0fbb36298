import { expect, test, type Page } from '@playwright/test';
import { aside, fillTalk } from './aside.ts';
import { boxOf, overlapping, tooSmall } from './boxes.ts';
import { joinShift, openPage, ownServer, signIn, withWorker } from './people.ts';

const own = ownServer();
const partner = 'Bartholomew-Maximilian Featherstonehaugh';
const wide = [
  { width: 1280, height: 800 },
  { width: 1366, height: 650 },
  { width: 768, height: 1024 },
];
const sizes = [...wide, { width: 360, height: 640 }];
/** A laptop magnified to 200 %. */
const magnified = { width: 640, height: 400 };
const name = ({ width, height }: { width: number; height: number }) => `${width} × ${height}`;

test.describe.configure({ mode: 'serial' });
let ana: Page;
let ben: Page;

test.beforeAll(async ({ browser }) => {
  await fillTalk(own.server, 200);
  await aside(own.server, async (sql) => {
    await sql`
      insert into calls (id, helpline_id, version, shift_id, state, taken_by, assigned_to, started_at, ended_at, closed_at,
        presenting_issues, outcomes, note, field_marks)
      select gen_random_uuid(), shift.helpline_id, helpline.change, shift.id, 'closed', person.id, person.id,
        shift.starts_at, shift.starts_at, shift.starts_at, '{}', '{}', '', '{}'
      from generate_series(1, 45) as line
      join shifts shift on shift.starts_at <= now() and shift.ends_at > now()
      join helplines helpline on helpline.id = shift.helpline_id
      join people person on person.first_name = case when line % 2 = 0 then 'Ana' else 'Ben' end`;
  });
  ben = await signIn(browser, 'Ben');
  ana = await signIn(browser, 'Ana');
  await aside(own.server, (sql) => sql`update people set first_name = ${partner} where first_name = 'Ben'`);
  for (const page of [ana, ben]) {
    await page.reload();
    await joinShift(page);
  }
});

/** Nothing lies over anything else, and what is pressed is in sight and large enough. */
async function holds(page: Page, pressed: string[], at = sizes) {
  for (const size of at) {
    await page.setViewportSize(size);
    await expect(page.getByRole('button', { name: 'I need support now' })).toBeInViewport({ ratio: 1 });
    for (const button of pressed)
      await expect(
        page.getByRole('button', { name: button, exact: true }).first(),
        `${button}, ${name(size)}`,
      ).toBeInViewport({ ratio: 1 });
    expect.soft(await overlapping(page), name(size)).toEqual([]);
    expect.soft(await tooSmall(page), name(size)).toEqual([]);
    expect
      .soft(await page.evaluate<boolean>('document.body.scrollWidth <= innerWidth'), name(size))
      .toBe(true);
  }
}

/** Magnified, the page is scrolled as a whole, under what is pressed in a hurry. */
async function staysInSight(page: Page, button: string) {
  await page.setViewportSize(magnified);
  for (const name of [button, 'I need support now'])
    await expect(page.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
}

/** The note is in sight and has a third of the column it stands in. */
async function noteHolds(page: Page, at = sizes) {
  for (const size of at) {
    await page.setViewportSize(size);
    const note = page.getByLabel('Note', { exact: true });
    await expect(note, name(size)).toBeInViewport({ ratio: 1 });
    const isPhone = size.width <= 720;
    const column = isPhone
      ? await boxOf(page.locator('main .sized'))
      : await boxOf(page.getByRole('region', { name: 'You' }));
    expect.soft((await boxOf(note)).height / column.height, name(size)).toBeGreaterThan(0.33);
  }
}

test('ready', async () => {
  await holds(ana, ['Start a call', 'Ready']);
  await staysInSight(ana, 'Start a call');
});

test('on a call, with nothing chosen and with everything', async () => {
  await ana.getByRole('button', { name: 'Start a call' }).click();
  await noteHolds(ana);
  await holds(ana, ['End call', 'Finding it hard']);
  await ana.setViewportSize(wide[0]!);
  const add = ana.getByRole('button', { name: 'Add: What it is about' });
  await add.click();
  const box = ana.getByRole('combobox');
  for (const [typed, issue] of [
    ['lonel', 'Loneliness'],
    ['hous', 'Housing'],
    ['no intent', 'Thoughts of suicide, no intent'],
  ] as const) {
    await box.pressSequentially(typed);
    await ana.getByRole('option', { name: issue, exact: true }).click();
    await expect(box).toHaveValue('');
  }
  await ana.keyboard.press('Escape');
  const thoughts = ana.getByRole('group', { name: 'Thoughts of suicide', exact: true });
  await expect(thoughts).toBeInViewport({ ratio: 1 });
  await thoughts.getByRole('button', { name: 'Yes' }).click();
  await noteHolds(ana, wide);
  await ana.getByRole('button', { name: 'Fold away what was said about safety' }).click();
  await expect(ana.getByText('Thoughts: yes')).toBeVisible();
  await noteHolds(ana);
  await holds(ana, ['End call', 'Finding it hard']);
  await staysInSight(ana, 'End call');
});

test('the partner’s record is read along, and guidance and earlier calls stand beside the call', async () => {
  await ben.getByRole('button', { name: 'Start a call' }).click();
  await ben.getByLabel('Note', { exact: true }).fill('Notice to leave by the end of the month.');
  for (const size of sizes) {
    await ana.setViewportSize(size);
    const isPhone = size.width <= 720;
    const open = (tab: string | RegExp) =>
      isPhone
        ? ana.getByRole('navigation', { name: 'On shift' }).getByRole('link', { name: tab }).click()
        : ana
            .getByRole('navigation', { name: 'Beside your call' })
            .getByRole('button', { name: tab })
            .click();
    await open(new RegExp(`^${partner}`));
    await expect(ana.getByText('Notice to leave by the end of the month.')).toBeInViewport();
    await open('Guidance');
    await expect(ana.getByRole('link', { name: '999', exact: true })).toBeInViewport({ ratio: 1 });
    await expect(ana.getByText('On a call', { exact: true }).first()).toBeInViewport();
    if (!isPhone) {
      await expect(ana.getByLabel('Note', { exact: true })).toBeInViewport({ ratio: 1 });
      await open(/^Earlier/);
      await holds(ana, ['End call'], [size]);
    } else await open('Call');
  }
});

test('signals and a warning about details leave room for the note, and for the talk', async () => {
  for (const ask of ['Sit with me', 'Talk when you are free'])
    await ben.getByRole('button', { name: ask }).click();
  const note = ana.getByLabel('Note', { exact: true });
  await ana.setViewportSize(wide[0]!);
  await note.fill('Rings from 020 7946 0123.');
  await note.blur();
  await expect(ana.getByRole('button', { name: 'Take it out' })).toBeVisible();
  await expect(ana.getByRole('button', { name: 'With you' })).toHaveCount(2);
  await noteHolds(ana, wide);
  await holds(ana, ['End call', 'Take it out', 'Leave it as it is']);
  await noteHolds(ana);
  await ana.setViewportSize({ width: 360, height: 640 });
  await ana.getByRole('link', { name: /^Chat/ }).click();
  expect((await boxOf(ana.getByRole('log'))).height).toBeGreaterThanOrEqual(96);
  await ben.getByRole('button', { name: 'Can you take the next one' }).click();
  const others = ana.getByRole('button', {
    name: 'Also: Talk when you are free · Can you take the next one?',
  });
  await expect(others).toBeVisible();
  expect((await boxOf(ana.getByRole('log'))).height).toBeGreaterThanOrEqual(96);
  await holds(ana, ['End call'], [{ width: 360, height: 640 }]);
  await others.click();
  await expect(ana.getByRole('button', { name: 'With you' })).toHaveCount(2);
  await ana.getByRole('link', { name: 'Call', exact: true }).click();
  await expect(ana.getByRole('button', { name: 'Take it out' })).toBeVisible();
  await ana.getByRole('button', { name: 'Leave it as it is' }).click();
  await expect(ana.getByRole('button', { name: 'Take it out' })).toHaveCount(0);
});

test('two quick presses of a key start a call and leave it going', async () => {
  await ana.setViewportSize(wide[0]!);
  const withYou = ana.getByRole('button', { name: 'With you' });
  for (const left of [1, 0]) {
    await withYou.first().click();
    await expect(withYou).toHaveCount(left);
  }
  await ana.getByRole('button', { name: 'End call' }).click();
  await expect(ana.getByRole('button', { name: 'Finished', exact: true })).toBeVisible();
  await noteHolds(ana);
  await holds(ana, ['Finished', 'Start a call']);
  await ana.setViewportSize(wide[0]!);
  await ana.getByRole('button', { name: 'Finished', exact: true }).click();
  const start = ana.getByRole('button', { name: 'Start a call' });
  await start.focus();
  await ana.keyboard.press('Enter');
  await ana.keyboard.press('Enter');
  await expect(ana.getByRole('button', { name: 'End call' })).toBeVisible();
  await expect(ana.getByRole('region', { name: 'You' })).toContainText('On a call');
});

test('text grows with the text size of the browser', async () => {
  const size = () => ana.evaluate<number>(`parseFloat(getComputedStyle(document.body).fontSize)`);
  const before = await size();
  await ana.evaluate(`document.documentElement.style.fontSize = '125%'`);
  expect(await size()).toBeCloseTo(before * 1.25, 1);
});

test('the page to sign in at stands still while it comes, and leaves nothing in the console', async ({
  browser,
}) => {
  const page = await openPage(browser, withWorker());
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await page.addInitScript(`window.moved = 0; new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) window.moved += value;
  }).observe({ type: 'layout-shift', buffered: true })`);
  await page.goto('/');
  await expect(page.getByRole('button', { name: /^Ana/ })).toBeVisible();
  await page.evaluate('document.fonts.ready.then(() => true)');
  expect(await page.evaluate<number>('window.moved')).toBeLessThan(0.01);
  expect(said).toEqual([]);
});
