/**
 * Statuses of refusals that say that nothing will be taken, whatever it holds: by who asks, or at this address
 * and version. Any other answer to an empty request lets a run go on.
 */
export const closedStatuses: ReadonlySet<number> = new Set([401, 403, 404, 410]);
