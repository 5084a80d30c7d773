/** A plan of at most so many changes is shown open. */
export const smallPlan = 10;
