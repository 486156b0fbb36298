import { expect, test } from 'vitest';
import { breakGlassOf } from '../support/break-glass.ts';
import { expectOk, newId } from '../support/helpline.ts';
import { useTwoServers } from '../support/use-helpline.ts';

const { testServer, secondServer, helpline } = useTwoServers();
const { opened, wordsTo } = breakGlassOf(testServer, helpline);
const here = (name: 'mo' | 'nan', id: string) => wordsTo(name, id);
const there = (name: 'mo' | 'nan', id: string) => wordsTo(name, id, '', secondServer.url);

test.each(['the hour is over', 'one of the two is suspended', 'one of the two ends it'] as const)(
  'when %s, it is shut at that moment on both servers, and pages on both learn it',
  async (what) => {
    const breakGlassId = newId();
    const { nan, ana } = await opened(breakGlassId);
    const mo = await helpline.connect('mo', { url: secondServer.url });
    const ben = await helpline.connect('ben', { url: secondServer.url });
    expect(await here('mo', breakGlassId)).toHaveLength(2);
    expect(await there('nan', breakGlassId)).toHaveLength(2);

    if (what === 'one of the two ends it') await expectOk(mo.send('breakGlass:end', { breakGlassId }));
    if (what === 'one of the two is suspended')
      await expectOk(nan.send('person:suspend', { personId: helpline.ids.mo }));
    if (what === 'the hour is over') {
      for (const { clock } of [testServer, secondServer]) clock.advance({ minutes: 60 });
      await Promise.all([testServer.due.look(), secondServer.due.look()]);
    }
    expect([await here('nan', breakGlassId), await there('nan', breakGlassId)]).toEqual([404, 404]);
    for (const client of [ana, ben, nan])
      expect(await client.hears('breakGlass:changed', ({ state }) => state === 'shut')).toMatchObject({
        readBy: [{ by: helpline.ids.mo }, { by: helpline.ids.nan }],
      });
  },
);
