import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { people } from '#drizzle/schema/people';
import type { Role } from '#shared/viewer';
import { expectOk } from '../support/helpline.ts';
import { meetingWithoutWord } from '../support/meetings.ts';
import { mailToNobody, watchOutbox } from '../support/notifications.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });

const meeting = meetingWithoutWord(testServer, helpline);
test.each(['is suspended', 'stays as supervisor'])(
  'the manager on call for a meeting %s: the next one is, sees it, and the two are told',
  async (what) => {
    const clients = await helpline.connectAll('ana', 'ben', 'mo', 'nan');
    const { ids } = helpline;
    const meetingId = await meeting.allowedFor(clients);
    const roles: Role[] = ['manager', 'supervisor'];
    await testServer.db.update(people).set({ roles }).where(eq(people.id, ids.mo));
    const fresh = watchOutbox(testServer, helpline);
    await fresh();
    if (what === 'is suspended') await expectOk(clients.nan.send('person:suspend', { personId: ids.mo }));
    else await expectOk(clients.nan.send('person:change', { personId: ids.mo, roles: ['supervisor'] }));
    const path = `/meetings/${meetingId}`;
    const told = (await fresh()).filter((line) => line.includes(path));
    expect(told).toEqual([`ana meeting-now ${path}`, `ben meeting-now ${path}`]);
    const passed = await clients.ana.hears('meeting:changed', ({ onCallId }) => onCallId === ids.nan);
    expect(passed.people.map(({ firstName }) => firstName).toSorted()).toEqual(['Ana', 'Ben', 'Nan']);
    expect(await clients.nan.hears('meeting:changed', ({ onCallId }) => onCallId === ids.nan)).toMatchObject({
      id: meetingId,
    });
    await testServer.timePasses({ minutes: meeting.begins + 25.1 });
    expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben', 'nan']);
  },
);
