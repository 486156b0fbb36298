import { commands } from '#drizzle/schema/commands';
import { authenticatorApps, passkeys, recoveryCodes } from '#drizzle/schema/credentials';
import { dataKeys } from '#drizzle/schema/encryption';
import { erasures } from '#drizzle/schema/erasures';
import { feeds, lostPlaces } from '#drizzle/schema/feeds';
import { devices, notificationPreferences, notifications } from '#drizzle/schema/notifications';
import { invitations, people } from '#drizzle/schema/people';
import { pendingSteps, sessions } from '#drizzle/schema/sessions';
import { personalUpdates } from '#drizzle/schema/updates';
import type { PersonTable } from './person-table.ts';

/** The tables about the person: their account, their sign-in methods, and their notification channels. */
export const ownTables: PersonTable[] = [
  {
    table: people,
    theirs: [people.id],
    named: [people.invitedBy, people.linkAskedBy, people.proposal],
    withheld: [people.passwordHash],
    erased: 'name, e-mail address, telephone number, phrases, password and roles',
    kept: 'the row itself stays, so that other rows can name somebody who has left',
  },
  {
    table: sessions,
    theirs: [sessions.personId],
    withheld: [sessions.idHash],
    erased: 'all rows',
  },
  {
    table: pendingSteps,
    theirs: [pendingSteps.personId],
    withheld: [pendingSteps.idHash, pendingSteps.challenge],
    erased: 'all rows',
  },
  {
    table: passkeys,
    theirs: [passkeys.personId],
    withheld: [passkeys.credentialId, passkeys.publicKey],
    erased: 'all rows',
  },
  {
    table: authenticatorApps,
    theirs: [authenticatorApps.personId],
    withheld: [authenticatorApps.secret],
    erased: 'all rows, with their key',
  },
  {
    table: recoveryCodes,
    theirs: [recoveryCodes.personId],
    withheld: [recoveryCodes.codeHash],
    erased: 'all rows',
  },
  {
    table: invitations,
    theirs: [invitations.personId],
    withheld: [invitations.secretHash],
    erased: 'all rows',
  },
  { table: notificationPreferences, theirs: [notificationPreferences.id], erased: 'all rows' },
  {
    table: devices,
    theirs: [devices.personId],
    withheld: [devices.endpoint, devices.endpointDigest, devices.p256dh, devices.auth],
    erased: 'all rows',
  },
  {
    table: feeds,
    theirs: [feeds.id],
    withheld: [feeds.tokenHash],
    erased: 'all rows; their calendar link stops working',
  },
  { table: lostPlaces, theirs: [lostPlaces.personId], erased: 'all rows' },
  { table: notifications, theirs: [notifications.personId], erased: 'all rows' },
  {
    table: personalUpdates,
    theirs: [personalUpdates.personId],
    named: [personalUpdates.aboutId, personalUpdates.by],
    erased: 'what they were told, and what others were told about them',
    kept: 'what they did themselves is told to those whom it concerns',
  },
  {
    table: commands,
    theirs: [commands.personId],
    withheld: [commands.digest, commands.reply],
    erased: 'all rows',
  },
  {
    table: dataKeys,
    theirs: [dataKeys.subjectId],
    withheld: [dataKeys.wrapped],
    erased: 'keys of what is deleted',
  },
  {
    table: erasures,
    theirs: [erasures.personId],
    kept: 'a restore erases again who is in it',
  },
];
