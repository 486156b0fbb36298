import { expect, test } from 'vitest';
import { daysFrom, debriefIn } from '../support/debriefs.ts';
import { expectOk, newId, type Helpline } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

type Name = Parameters<Helpline['cookieOf']>[0];
const invitation = async (debriefId: string, name: Name) =>
  fetch(`${testServer.url}/api/debriefs/${debriefId}/invitation.ics`, {
    headers: { cookie: await helpline.cookieOf(name) },
  });

/** Lines unfolded as RFC 5545 says in 3.1, each as its name and value; fails where a line is not as it should be. */
function read(text: string): Record<string, string> {
  expect(text.endsWith('\r\n')).toBe(true);
  const lines = text.slice(0, -2).split('\r\n');
  for (const line of lines) {
    expect(line).not.toMatch(/[\r\n]/);
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  }
  const whole = lines.join('\r\n').replaceAll('\r\n ', '').split('\r\n');
  expect(whole.slice(0, 2)).toEqual(['BEGIN:VCALENDAR', 'VERSION:2.0']);
  expect(whole.filter((line) => /^(BEGIN|END):/.test(line))).toEqual([
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
  const pairs = whole.map((line) => /^([A-Z-]+):(.+)$/.exec(line)!.slice(1) as [string, string]);
  const once = pairs.filter(([name]) => name !== 'BEGIN' && name !== 'END');
  expect(new Set(once.map(([name]) => name)).size).toBe(once.length);
  return Object.fromEntries(once);
}

const instantOf = (stamp: string) =>
  stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
const asStamp = (time: string) => `${time.slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

test('an agreed time goes into the calendar of either of the two, and says nothing of what it is', async () => {
  const { time, debriefId } = await debriefIn('agreed', testServer, helpline, {
    note: 'A lot',
    way: 'phone',
  });
  const [anas, mos] = await Promise.all([invitation(debriefId, 'ana'), invitation(debriefId, 'mo')]);
  expect(anas.headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=PUBLISH');
  expect(anas.headers.get('content-disposition')).toBe('attachment; filename=alongside.ics');
  expect(anas.headers.get('cache-control')).toBe('no-store');
  const text = await anas.text();
  expect(await mos.text()).toBe(text);
  const event = read(text);
  expect(event).toEqual({
    VERSION: '2.0',
    PRODID: '-//Alongside//Alongside//EN',
    CALSCALE: 'GREGORIAN',
    METHOD: 'PUBLISH',
    UID: `${debriefId}@alongside`,
    SEQUENCE: '0',
    DTSTAMP: expect.stringMatching(/^\d{8}T\d{6}Z$/) as string,
    DTSTART: asStamp(time),
    DTEND: expect.any(String) as string,
    SUMMARY: 'Alongside',
    CLASS: 'PRIVATE',
    STATUS: 'CONFIRMED',
    TRANSP: 'OPAQUE',
  });
  const minutes = (Date.parse(instantOf(event.DTEND!)) - Date.parse(instantOf(event.DTSTART!))) / 60_000;
  expect(minutes).toBe(45);
  expect(text).not.toMatch(/\b(Ana|Mo|debrief|lot|phone|Test line)\b/i);
});

test('a new time has the same name and a higher number, and there is none until it is agreed', async () => {
  const { ana, mo, debriefId } = await debriefIn('agreed', testServer, helpline);
  const before = read(await (await invitation(debriefId, 'ana')).text());
  const later = daysFrom(testServer, 5);
  await expectOk(mo.send('debrief:offer', { debriefId, for: later }));
  expect((await invitation(debriefId, 'ana')).status).toBe(404);
  await expectOk(ana.send('debrief:agree', { debriefId }));
  const after = read(await (await invitation(debriefId, 'mo')).text());
  expect(after).toMatchObject({ UID: before.UID, SEQUENCE: '1', DTSTART: asStamp(later) });
  await expectOk(ana.send('debrief:askOtherTime', { debriefId }));
  expect((await invitation(debriefId, 'mo')).status).toBe(404);
  await expectOk(mo.send('debrief:offer', { debriefId, for: later }));
  await expectOk(ana.send('debrief:agree', { debriefId }));
  expect(read(await (await invitation(debriefId, 'ana')).text()).SEQUENCE).toBe('2');
  await expectOk(mo.send('debrief:hold', { debriefId }));
  expect((await invitation(debriefId, 'ana')).status).toBe(404);
});

test('it is for the two alone, and for nobody who is not signed in', async () => {
  const { ana, debriefId } = await debriefIn('agreed', testServer, helpline);
  await expectOk(ana.send('debrief:share', { debriefId, shared: true }));
  for (const name of ['ben', 'cai', 'nan', 'sue'] as const) {
    const refusal = await invitation(debriefId, name);
    expect(refusal.status).toBe(404);
    expect(await refusal.json()).toEqual({ code: 'not-found', message: 'There is no agreed time here.' });
  }
  for (const id of [newId(), 'x', '__proto__']) expect((await invitation(id, 'ana')).status).toBe(404);
  expect((await fetch(`${testServer.url}/api/debriefs/${debriefId}/invitation.ics`)).status).toBe(401);
});
