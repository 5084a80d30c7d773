const activities = { View: 'Viewed', AddToCart: 'Basket', Buy: 'Bought' };
const days = [7, 14, 30, 45, 60, 90, 120, 150, 180];
/** All for the same channel: an audience needs one that all its segments share. */
const identifierTypes = ['Email', 'Email', 'Email', 'UserIdentifier', 'IdentityLink'];
const departments = ['Running', 'Hiking', 'Football', 'Children', 'Sale', 'House brand', 'Boots'];

/**
 * One segment of a retailer: a contact list, or people by what they did in the shop.
 * @returns its words for a name, its block in a manifest, and the type that the API gives it
 */
export function retailMediaSegment(random) {
  return random.chance(0.25) ? contactList(random) : events(random);
}

function contactList(random) {
  const block = { identifierType: random.pick(identifierTypes) };
  return {
    ...{ title: 'CRM | Customers', type: 'ContactList', key: 'contactList', block },
    remote: { ...block, isReadOnly: false },
  };
}

function events(random) {
  const shopperActivity = random.pick(Object.keys(activities));
  const lookback = random.pick(days);
  const department = random.pick(departments);
  const priced = random.chance(0.2) ? { minPrice: random.between(10, 90) } : {};
  const block = {
    shopperActivity,
    lookbackDays: `Last${lookback}Days`,
    categoryIds: idsBelow(random, 3_500_000, random.between(1, 4)),
    ...(random.chance(0.3) ? { brandIds: idsBelow(random, 20_000, random.between(1, 3)) } : {}),
    ...priced,
    ...(priced.minPrice && random.chance(0.5) ? { maxPrice: priced.minPrice + 100 } : {}),
  };
  const title = `${activities[shopperActivity]} | ${department} ${lookback} days`;
  return { title, type: 'Events', key: 'events', block, remote: block };
}

function idsBelow(random, limit, count) {
  const ids = new Set();
  while (ids.size < count) ids.add(String(random.between(1, limit)));
  return [...ids];
}
