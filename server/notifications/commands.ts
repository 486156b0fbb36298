import { access } from '#shared/access';
import type { notificationCommands } from '#shared/notifications';
import { uuidv7 } from 'uuidv7';
import { refuseUnless, type Handlers } from '../platform/live/commands/command.ts';
import { permit } from '../platform/live/commands/permit.ts';
import { countDevices, keepDevice, keepNewest, removeDevice, takeFromOthers } from './device-queries.ts';
import { mayCall } from '../platform/outside/addresses.ts';
import { insertNotifications, lastTest } from './outbox-queries.ts';
import { setPreferences, recipients } from './queries.ts';

const mostDevices = 10;
/** The minimum time between two tests, in milliseconds. */
const testsApartMs = 10_000;

export const notificationHandlers: Handlers<keyof typeof notificationCommands> = {
  async 'notification:change'({ pushKinds, emailKinds, quiet }, context) {
    const { actor, tx, version, announce } = context;
    permit(context, access['notification:change']);
    refuseUnless(
      quiet?.from === undefined || quiet.from !== quiet.until,
      'conflict',
      'The quiet hours have to end at another time than they begin.',
    );

    const hours =
      quiet === undefined ? {} : { quietFrom: quiet?.from ?? null, quietUntil: quiet?.until ?? null };
    const kinds = { ...(pushKinds && { pushKinds }), ...(emailKinds && { emailKinds }) };
    announce(
      'notificationPreferences:changed',
      await setPreferences(tx, actor, version, { ...kinds, ...hours }),
    );
  },

  async 'notification:addDevice'({ deviceId, label, endpoint, p256dh, auth }, context) {
    const { actor, tx, version, helplineId, now, channels, announce } = context;
    permit(context, access['notification:addDevice']);
    refuseUnless(
      mayCall(endpoint, channels.onlyHere) && bytesIn(p256dh) === 65 && bytesIn(auth) === 16,
      'conflict',
      'This browser gave an address for messages that cannot be used. Try another browser.',
    );

    const device = {
      id: deviceId,
      helplineId,
      personId: actor.id,
      label,
      endpoint,
      p256dh,
      auth,
      since: now,
    };
    const other = await takeFromOthers(tx, device);
    await keepDevice(tx, device);
    await keepNewest(tx, actor.id, mostDevices);
    announce('notificationPreferences:changed', await setPreferences(tx, actor, version));
    if (other?.helplineId === helplineId)
      announce('notificationPreferences:changed', await setPreferences(tx, other, version));
  },

  async 'notification:removeDevice'({ deviceId }, context) {
    const { actor, tx, version, announce } = context;
    permit(context, access['notification:removeDevice']);
    refuseUnless(await removeDevice(tx, actor.id, deviceId), 'not-found', 'This device is not in your list.');

    announce('notificationPreferences:changed', await setPreferences(tx, actor, version));
  },

  async 'notification:test'({ channel }, context) {
    const { actor, tx, helplineId, version, now, channels } = context;
    permit(context, access['notification:test']);
    const [me] = await recipients(tx, helplineId, [actor.id]);
    if (channel === 'email') {
      refuseUnless(channels.email, 'conflict', 'No e-mail can be sent from here: nobody has set it up.');
      refuseUnless(me?.hasEmail, 'conflict', 'There is no e-mail address of yours here.');
    } else {
      const devices = await countDevices(tx, actor.id);
      refuseUnless(devices > 0, 'conflict', 'No device of yours takes messages yet. Add this one first.');
    }
    const last = await lastTest(tx, actor.id, channel);
    refuseUnless(
      !last || now.getTime() - last.askedAt.getTime() >= testsApartMs,
      'conflict',
      'A test has just gone out. Wait a moment before the next one.',
    );

    const deviceIds = channel === 'email' ? [null] : me!.deviceIds;
    await insertNotifications(
      tx,
      deviceIds.map((deviceId) => ({
        id: uuidv7(),
        helplineId,
        version,
        personId: actor.id,
        channel,
        deviceId,
        kind: 'test',
        path: '/reach',
        createdAt: now,
        dueAt: now,
      })),
    );
  },
};

const bytesIn = (base64url: string) => Buffer.from(base64url, 'base64url').length;
