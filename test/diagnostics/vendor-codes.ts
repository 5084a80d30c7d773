import { documentedCodes } from '../support/documented-codes.ts';

/** Those that no item of a bulk request gets: of paging, statistics, sizes and access, and the types of problems. */
const others: readonly string[] = [
  'pagination-is-required',
  'pagination-limit-cannot-be-zero',
  'pagination-limit-invalid',
  'pagination-offset-invalid',
  'contact-list-statistics-not-supported',
  'segment-size-not-available',
  'segment-size-not-supported',
  'segment-size-too-small',
  'authorization-token-missing',
  'authorization-token-invalid',
  'authorization-token-expired',
  'authorization-issuer-invalid',
  'authorization-unknown',
  'access-control',
  'invalid-ranged',
  'audience-invalid',
  'internal-error',
  'deprecated-field',
  'endpoint-deprecated',
  'authentication',
  'authorization',
  'availability',
  'deprecation',
  'quota',
  'validation',
];

/**
 * Every code that the vendor's documents print for segments, audiences, contact lists, sizes, accounts,
 * paging and access. Sources: the retail-media guides of audience segments and of audiences, the
 * marketing-solutions guide of audience segments, and the pages about error codes and error types.
 */
export const vendorCodes: readonly string[] = [
  ...new Set([...documentedCodes.map(({ code }) => code), ...others]),
];
