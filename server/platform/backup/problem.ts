/** Why a backup or restore cannot be done, in one sentence for the person at the terminal. */
export class BackupProblem extends Error {}
