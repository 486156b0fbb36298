import { listChanges } from '#drizzle/schema/lists';
import { pageReadings, pages, pageVersions } from '#drizzle/schema/pages';
import { plans } from '#drizzle/schema/plans';
import { faults, services, serviceVersions } from '#drizzle/schema/services';
import type { PersonTable } from './person-table.ts';

/** The tables of the lists of words, the manual and the directory, which belong to the helpline and name whoever wrote, agreed or read. */
export const sharedTables: PersonTable[] = [
  {
    table: listChanges,
    theirs: [listChanges.proposedBy],
    named: [listChanges.settledBy],
    kept: 'it says which two agreed to a word',
  },
  {
    table: pages,
    theirs: [pages.draftBy],
    named: [pages.tellId],
    kept: 'the manual belongs to the helpline',
  },
  {
    table: pageVersions,
    theirs: [pageVersions.proposedBy],
    named: [pageVersions.settledBy],
    kept: 'it says which two agreed to a text',
  },
  {
    table: plans,
    theirs: [plans.madeBy, plans.draftBy],
    named: [plans.endedBy],
    kept: 'a plan is the caller’s; erased 30 days after its end',
  },
  {
    table: pageReadings,
    theirs: [pageReadings.personId],
    erased: 'all rows',
  },
  {
    table: services,
    theirs: [services.checkedBy],
    kept: 'the directory belongs to the helpline',
  },
  {
    table: serviceVersions,
    theirs: [serviceVersions.proposedBy],
    named: [serviceVersions.settledBy],
    kept: 'it says which two agreed to a text',
  },
  {
    table: faults,
    theirs: [faults.raisedBy],
    named: [faults.settledBy],
    kept: 'a wrong number has to be put right; deleted 90 days after it was settled',
  },
];
