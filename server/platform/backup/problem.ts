/** What stands in the way of a backup or a restore, in one sentence for the person at the terminal. */
export class BackupProblem extends Error {}
