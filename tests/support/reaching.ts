import { notify, type ToNotify } from '#server/reach/notify';
import { expectOk, openHelpline, type Helpline } from './helpline.ts';
import { openHouse } from './house.ts';
import { startMailServer } from './mail-server.ts';
import { startPushService, type TestDevice } from './push-service.ts';
import type { Seat } from './seat.ts';

/** A house that can send, with a mail server and a push service on this computer. */
export async function openReachingHouse() {
  const [mail, pushes] = await Promise.all([startMailServer(), startPushService()]);
  const mailSettings = { url: mail.url, from: mail.from };
  const house = await openHouse({ mail: mailSettings });
  return {
    house,
    mail,
    pushes,
    openHelpline: () => openHelpline(house),
    /** Another server on the same database, with a clock of its own. */
    openSecond: (changed: { logLevel?: 'debug' } = {}) =>
      openHouse({ databaseUrl: house.databaseUrl, mail: mailSettings, ...changed }),
    async addedDevice(seat: Seat, ...answers: Parameters<typeof pushes.newDevice>): Promise<TestDevice> {
      const device = pushes.newDevice(...answers);
      await expectOk(seat.send('reach:addDevice', device.fields));
      return device;
    },
    /** Something happened of which these people are to learn. */
    tell: ({ id }: Helpline, notice: ToNotify) => house.live.change(id, (change) => notify(change, notice)),
    async timeGoesBy(time: { hours?: number; minutes?: number; seconds?: number }) {
      house.clock.advance(time);
      await house.sender.look();
    },
    async close() {
      await house.close();
      await Promise.all([mail.close(), pushes.close()]);
    },
  };
}
export type ReachingHouse = Awaited<ReturnType<typeof openReachingHouse>>;
