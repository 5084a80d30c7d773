/** The shapes of answers as the vendor's OpenAPI gives them, and where an answer differs from its shape. */
type Check = (value: unknown) => boolean;
/** A member whose name ends in `!` is required; `null` stands for nullable. */
export type Form = Check | readonly [Form] | { readonly [member: string]: Form };

export const string: Check = (value) => typeof value === 'string';
const number: Check = (value) => typeof value === 'number';
export const integer: Check = (value) => Number.isInteger(value);
const boolean: Check = (value) => typeof value === 'boolean';
const instant: Check = (value) =>
  typeof value === 'string' &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)$/.test(value);
export const digits: Check = (value) => typeof value === 'string' && /^\d+$/.test(value);
const oneOf =
  (...values: readonly string[]): Check =>
  (value) =>
    values.some((each) => each === value);
export const nullable =
  (form: Check): Check =>
  (value) =>
    value === null || form(value);

const problemTypes = [
  'access-control',
  'authentication',
  'authorization',
  'availability',
  'deprecation',
  'quota',
  'validation',
];

const commonProblem: Form = {
  type: oneOf('unknown', ...problemTypes),
  code: nullable(string),
  instance: nullable(string),
  title: nullable(string),
  detail: nullable(string),
  traceId: nullable(string),
  traceIdentifier: nullable(string),
};

const audienceProblem: Form = {
  'type!': oneOf(...problemTypes),
  'code!': string,
  'instance!': string,
};

interface Envelope {
  readonly [member: string]: Form;
}

export function list(attributes: Form): Envelope {
  return {
    data: [{ id: digits, type: string, attributes }],
    errors: [commonProblem],
    warnings: [commonProblem],
  };
}

export function found(attributes: Form): Form {
  return {
    ...list(attributes),
    meta: { totalItems: integer, limit: integer, offset: integer },
  };
}

export function one(attributes: Form): Form {
  return {
    data: { id: digits, type: string, attributes },
    errors: [commonProblem],
    warnings: [commonProblem],
  };
}

const channels: Form = [oneOf('Onsite', 'Offsite', 'Unknown')];

export const retailMediaSegment: Form = {
  name: string,
  description: nullable(string),
  accountId: digits,
  retailerId: digits,
  type: oneOf('Unknown', 'ContactList', 'Events'),
  createdAt: instant,
  updatedAt: instant,
  createdById: nullable(string),
  channels,
  contactList: {
    identifierType: oneOf(
      'Email',
      'UserIdentifier',
      'IdentityLink',
      'CustomerId',
      'PhoneNumber',
      'Unknown',
    ),
    isReadOnly: boolean,
    sharingStatus: oneOf('NotShared', 'SharedWithAll', 'SharedWithDemandAccounts', 'Unknown'),
  },
  events: {
    shopperActivity: oneOf('View', 'Buy', 'AddToCart', 'Unknown'),
    lookbackDays: string,
    categoryIds: [string],
    brandIds: [string],
    minPrice: nullable(number),
    maxPrice: nullable(number),
  },
};

const algebra: Form = {
  audienceSegmentId: digits,
  and: [{ audienceSegmentId: digits }],
  or: [{ audienceSegmentId: digits }],
  not: { audienceSegmentId: digits },
};

export const retailMediaAudience: Form = {
  name: string,
  description: nullable(string),
  accountId: digits,
  retailerId: digits,
  createdAt: instant,
  updatedAt: instant,
  createdById: nullable(string),
  channels,
  algebra,
};

export const marketingSolutionsSegment: Form = {
  name: string,
  description: nullable(string),
  advertiserId: nullable(digits),
  type: oneOf(
    'Unknown',
    'InMarket',
    'Prospecting',
    'ContactList',
    'Location',
    'Behavioral',
    'Retargeting',
    'Lookalike',
  ),
  createdAt: instant,
  updatedAt: instant,
  contactList: { isReadOnly: boolean },
  inMarket: {
    country: string,
    interestIds: [string],
    brandIds: [string],
    buyingPower: [oneOf('Low', 'Medium', 'High', 'VeryHigh', 'Unknown')],
    gender: nullable(oneOf('Male', 'Female', 'Unknown')),
    priceRange: [oneOf('Low', 'Medium', 'High', 'Unknown')],
  },
  location: {
    registryType: oneOf('PointOfInterest', 'Unknown'),
    pointsOfInterest: [{ name: nullable(string), latitude: number, longitude: number }],
    radiusInKm: integer,
  },
  prospecting: {
    usersType: oneOf('Prospects', 'ProspectsOrNonBuyers', 'Unknown'),
    daysSinceLastVisitMin: nullable(integer),
    daysSinceLastVisitMax: nullable(integer),
  },
  lookalike: { seedSegmentId: digits, targetSize: integer },
  retargeting: {
    visitorsType: oneOf('All', 'Buyers', 'NonBuyers', 'Unknown'),
    daysSinceLastVisitMin: integer,
    daysSinceLastVisitMax: integer,
  },
  behavioral: {
    'category!': oneOf('Unknown', 'Lifestyles', 'LifeEvents', 'Seasonal', 'BuyingPatterns'),
    country: string,
    startDate: nullable(instant),
    endDate: nullable(instant),
  },
};

export const marketingSolutionsAudience: Form = {
  name: string,
  description: nullable(string),
  advertiserId: digits,
  adSetIds: [digits],
  createdAt: instant,
  updatedAt: instant,
  algebra,
};

export const retailMediaSize: Form = { size: integer, relativeSize: number };
export const size: Form = { size: integer };
export const statistics: Form = {
  numberOfIdentifiers: integer,
  numberOfMatches: integer,
  matchRate: number,
};

export const amendmentAttributes: Form = {
  'contactListId!': integer,
  'operation!': oneOf('add', 'remove'),
  'requestDate!': instant,
  identifierType: string,
  nbValidIdentifiers: integer,
  nbInvalidIdentifiers: integer,
  sampleInvalidIdentifiers: [string],
};

export function amended(data: Form, more: Envelope = {}): Form {
  return { ...more, 'data!': data, 'errors!': [audienceProblem], 'warnings!': [audienceProblem] };
}

function isListForm(form: Form): form is readonly [Form] {
  return Array.isArray(form);
}

/** Where an answer differs from its form, as paths; members that the form does not have are listed too. */
export function differences(value: unknown, form: Form, path = ''): readonly string[] {
  if (typeof form === 'function') return form(value) ? [] : [`${path} = ${JSON.stringify(value)}`];
  if (isListForm(form)) {
    if (!Array.isArray(value)) return [`${path} is no list`];
    return value.flatMap((member, index) => differences(member, form[0], `${path}/${index}`));
  }
  if (typeof value !== 'object' || value === null) return [`${path} is no object`];
  const members = new Map(Object.entries(form).map(([key, each]) => [key.replace('!', ''), each]));
  const missing = Object.keys(form)
    .filter((key) => key.endsWith('!') && !(key.slice(0, -1) in value))
    .map((key) => `${path}/${key} is missing`);
  return [
    ...missing,
    ...Object.entries(value).flatMap(([key, member]) => {
      const own = members.get(key);
      return own === undefined
        ? [`${path}/${key} is not known`]
        : differences(member, own, `${path}/${key}`);
    }),
  ];
}
