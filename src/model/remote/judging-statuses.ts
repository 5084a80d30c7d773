/**
 * Statuses of refusals that are about what is asked, and so about its items. All others are about who asks,
 * how often and where, or come from a gateway.
 */
export const judgingStatuses: ReadonlySet<number> = new Set([400, 409, 422]);
