import type { Browser, BrowserContextOptions, Locator, Page } from '@playwright/test';

type PathOf = (screen: string) => string;

/** One evening, with a picture of each screen on the way. */
export async function takePictures(
  browser: Browser,
  options: BrowserContextOptions,
  pathOf: PathOf,
): Promise<void> {
  const isPhone = options.hasTouch === true;
  const shoot = async (page: Page, screen: string) => {
    await page.evaluate('document.fonts.ready.then(() => true)');
    await page.screenshot({ path: pathOf(screen), animations: 'disabled' });
  };
  const visit = async (page: Page, path: string, screen: string) => {
    await page.goto(path);
    await page.getByRole('heading').first().waitFor();
    await page.waitForLoadState('networkidle');
    await shoot(page, screen);
  };
  const signIn = async (name: string) => {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto('/');
    await page.getByRole('button', { name: new RegExp(`^${name}\\b`) }).click();
    await page.getByText('Live', { exact: true }).waitFor();
    return page;
  };

  const nobody = await (await browser.newContext(options)).newPage();
  await visit(nobody, '/', 'sign-in');
  await visit(nobody, '/card', 'card');
  await visit(nobody, `/join#${'a'.repeat(43)}`, 'join');

  const ana = await signIn('Ana');
  const ben = await signIn('Ben');
  await shoot(ana, 'tonight-not-joined');
  for (const page of [ana, ben]) await page.getByRole('button', { name: 'Join the shift' }).click();
  await ana.getByRole('button', { name: 'Start a call' }).waitFor();
  await shoot(ana, 'tonight-ready');

  await ana.getByRole('button', { name: 'Start a call' }).click();
  await ana.getByText('Finding it hard').click();
  await ana.getByRole('button', { name: /^Add/ }).click();
  await ana.getByRole('combobox').fill('lonel');
  await ana.getByRole('option', { name: 'Loneliness' }).click();
  await shoot(ana, 'choosing-issues');
  await ana.keyboard.press('Escape');
  const note = ana.getByLabel('Note', { exact: true });
  await note.fill(
    'First winter alone in the flat. Wants somebody to listen; no plan, the dog keeps her going.',
  );
  // While somebody types where there is little height, the tabs give way.
  await note.blur();
  const chat = async (page: Page, partner: string, words: string[]) => {
    if (isPhone)
      await page
        .getByRole('button', { name: /^Chat/ })
        .or(page.getByRole('link', { name: /^Chat/ }))
        .click();
    for (const said of words) {
      await page.getByLabel(`Write to ${partner}`).fill(said);
      await page.getByRole('button', { name: `Send to ${partner}` }).click();
      await page.getByText(said, { exact: true }).last().waitFor();
    }
    await page.getByLabel(`Write to ${partner}`).blur();
  };
  await chat(ana, 'Ben', ['Can I talk something over?']);
  await chat(ben, 'Ana', [
    'Now is fine, I am only writing up.',
    'Want me to stay here with you till it ends?',
  ]);
  if (isPhone) await shoot(ben, 'chat');
  if (isPhone)
    await ana
      .getByRole('button', { name: /^Call/ })
      .or(ana.getByRole('link', { name: /^Call/ }))
      .click();
  await shoot(ana, 'pair');
  if (isPhone) await ana.getByText('More about the call').click();
  await ana.getByRole('button', { name: 'Flag' }).click();
  await ana.getByRole('radio', { name: 'Something to learn from' }).click();
  await shoot(ana, 'flag');
  await ana.getByRole('button', { name: 'Raise the flag' }).click();
  await ana.getByRole('button', { name: 'Ask for a debrief' }).click();
  await ana.getByRole('button', { name: 'Now, before my next call' }).waitFor();
  await shoot(ana, 'ask-for-debrief');
  await ana.getByRole('button', { name: 'Now, before my next call' }).click();
  await ana.getByText('Waiting for a manager.').waitFor();
  await shoot(ana, 'asked-for-debrief');
  await ana.getByRole('button', { name: 'Done', exact: true }).click();
  await ana.getByRole('button', { name: 'End call' }).click();
  await ana.getByText('Writing up').first().waitFor();
  await shoot(ana, 'writing-up');
  for (const [path, screen] of [
    ['/guidance', 'guidance'],
    ['/calls', 'my-calls'],
    ['/opened', 'opened'],
    ['/asked', 'asked'],
    ['/rota', 'rota-supporter'],
    ['/my-calendar', 'my-calendar'],
    ['/my-hours', 'my-hours'],
    ['/away', 'away'],
    ['/directory', 'directory'],
    ['/log', 'log'],
    ['/gatherings', 'gatherings'],
    ['/training', 'training'],
    ['/profile', 'profile'],
    ['/nowhere', 'not-found'],
  ] as const) {
    await visit(ana, path, screen);
  }

  const lorna = await signIn('Lorna');
  for (const [path, screen] of [
    ['/desk', 'desk'],
    ['/rota', 'rota'],
    ['/rota/pattern', 'pattern'],
    ['/manual', 'manual'],
    ['/lists', 'lists'],
    ['/reports', 'reports'],
    ['/people', 'people'],
    ['/reach', 'reach'],
    ['/helpline', 'helpline'],
  ] as const)
    await visit(lorna, path, screen);
  await lorna.goto('/desk');
  await lorna.getByRole('link', { name: /^Ana/ }).first().click();
  await lorna.getByRole('button', { name: 'I will ring now' }).waitFor();
  await shoot(lorna, 'debrief');
  await lorna.getByRole('button', { name: 'Offer a time' }).click();
  await intoView(lorna.getByRole('form', { name: 'Offer a time' }));
  await shoot(lorna, 'offer');
  await lorna.getByRole('button', { name: 'Offer this time' }).click();
  await ana.goto('/asked');
  await ana.getByRole('button', { name: /^Agree to/ }).click();
  await ana.getByLabel('Write to Lorna about this').fill('Thank you. Let it ring twice, please.');
  await ana.getByRole('button', { name: 'Send to Lorna' }).click();
  await lorna.getByText('Let it ring twice').waitFor();
  await intoView(ana.getByRole('heading', { name: /^Lorna will/ }));
  await shoot(ana, 'asked-running');
  await shoot(lorna, 'debrief-agreed');
  await lorna.getByRole('button', { name: 'We have talked' }).click();
  await lorna.getByRole('button', { name: 'Close', exact: true }).click();
  await lorna.getByLabel('What helped (optional)').fill('Saying it once, from the beginning to the end.');
  await lorna.getByLabel(/agreed that you will do/).fill('Ask about fewer late shifts in December');
  await intoView(lorna.getByRole('form', { name: /^Close it/ }));
  await shoot(lorna, 'closing');
  await ana.goto('/before-you-go');
  await ana.getByText('Heavy', { exact: true }).click();
  await ana.getByRole('button', { name: 'Only me' }).waitFor();
  await shoot(ana, 'before-you-go');
  await visit(lorna, '/records', 'records');
  await lorna
    .getByRole('button', { name: /^Open the record/ })
    .first()
    .click();
  await lorna.getByLabel('Why do you need to read it?').waitFor();
  await shoot(lorna, 'open-record');
  const sunita = await signIn('Sunita');
  await visit(sunita, '/reviews', 'reviews');
  await sunita.getByRole('link', { name: /Ana/ }).first().click();
  await sunita.getByRole('button', { name: /^Take/ }).waitFor();
  await shoot(sunita, 'review');
  await sunita.getByRole('button', { name: /^Take/ }).click();
  await sunita.getByText('You have taken this.').waitFor();
  await sunita.getByText('A theme, or something to do').click();
  await shoot(sunita, 'review-taken');
  await visit(sunita, '/themes', 'themes');
  for (const page of [nobody, ana, ben, lorna, sunita]) await page.context().close();
}

const intoView = (place: Locator) =>
  place.evaluate((element: { scrollIntoView: () => void }) => element.scrollIntoView());
