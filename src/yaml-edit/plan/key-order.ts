/** Where people put the keys of an entry. */

const before = ['name', 'id', 'renamedFrom', 'state', 'description', 'retailerId', 'advertiserId'];
const after = ['algebra', 'lifecycle', 'meta'];

/** Keys with a lower rank stand further up; a segment's type stands between description and algebra. */
export function keyRank(key: string): number {
  const early = before.indexOf(key);
  if (early !== -1) return early;
  const late = after.indexOf(key);
  return late === -1 ? before.length : before.length + 1 + late;
}
