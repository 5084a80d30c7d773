/** The differences between the platforms, for code that keeps rows of all of them. */

interface PlatformTraits {
  /** The attribute, and the key of a saved document, that says whose searches show a row. */
  readonly scopeKey: string;
  /** Whether searches also show rows that another scope owns: saved rows stay with the document's. */
  readonly showsForeignRows: boolean;
  /** What the names of resource types begin with. */
  readonly typePrefix: string;
  /** Where the IDs of new rows begin, and how far one is from the next. */
  readonly firstId: bigint;
  readonly idStep: bigint;
}

export type PlatformName = 'retail-media' | 'marketing-solutions' | 'commerce-grid';

export const platformTraits: Readonly<Record<PlatformName, PlatformTraits>> = {
  'retail-media': {
    scopeKey: 'accountId',
    showsForeignRows: true,
    typePrefix: 'RetailMedia',
    // 18 digits, beyond 2^53.
    firstId: 738406688413290497n,
    idStep: 1044581n,
  },
  'marketing-solutions': {
    scopeKey: 'advertiserId',
    showsForeignRows: false,
    typePrefix: '',
    // Int32.
    firstId: 400001n,
    idStep: 7n,
  },
  'commerce-grid': {
    scopeKey: 'dataProviderId',
    showsForeignRows: false,
    typePrefix: 'CommerceGrid',
    // Int64.
    firstId: 861520733094617089n,
    idStep: 1046527n,
  },
};

export function isPlatformName(value: unknown): value is PlatformName {
  return typeof value === 'string' && Object.hasOwn(platformTraits, value);
}

export const platformNames: readonly PlatformName[] =
  Object.keys(platformTraits).filter(isPlatformName);
