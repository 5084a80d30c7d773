/** Statuses of refusals that are about what is asked, and so about the items of a request. */
export const itemLevelStatuses: ReadonlySet<number> = new Set([400, 409, 422]);

/**
 * Statuses of refusals that meet every request of this application at this address and version, with any
 * content. Any other answer to an empty request lets a run go on.
 */
export const requestLevelStatuses: ReadonlySet<number> = new Set([401, 403, 404, 405, 410, 501]);
