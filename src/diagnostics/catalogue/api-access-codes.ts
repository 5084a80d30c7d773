/** Sources: the retail-media audience guide for accounts, the API error reference for the rest. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const account = { origin: 'api', group: 'API: accounts and retailers', foundBy: 'nobody' } as const;
/** What its look-ups tell, which no plan sends. */
const byDoctor = (found: string) => ({ ...account, found });
const access = { origin: 'api', group: 'API: access and requests', foundBy: 'nobody' } as const;

const types = { origin: 'api', group: 'API: types of problems', foundBy: 'nobody' } as const;

const byServerOnly = 'Only the API knows.';
const byToken = 'A token is renewed before it ends, and once more when it is refused.';
const lookedUpElsewhere = 'A plan sends searches alone; what an account is, it does not ask.';
const report = 'Report it as a defect of audiencectl, with the output of --verbose.';
const withoutCode = 'A problem without a code of its own goes by its type.';
const byClientOnly = 'What can be wrong about a value has a code of its own.';

export const apiAccessCodes: readonly CodeEntry[] = [
  ...describeCodes(byDoctor('by doctor, and by the API.'), {
    'account-must-exist': [
      'The account does not exist.',
      'Correct the ID of the account or advertiser in the project file: accountId or advertiserId.',
      lookedUpElsewhere,
    ],
  }),
  ...describeCodes(account, {
    'account-must-be-active': [
      'The account is not active.',
      'Ask Criteo about the account.',
      byServerOnly,
    ],
  }),
  ...describeCodes(byDoctor('by doctor, where the account can be looked up, and by the API.'), {
    'account-must-be-supply': [
      'The account is not a supply account.',
      'Bind the project to the account of a retailer, not of a brand.',
      lookedUpElsewhere,
    ],
  }),
  ...describeCodes(byDoctor('by doctor, where retailers can be looked up, and by the API.'), {
    'retailer-must-be-authorized': [
      'The account may not use the retailer.',
      'Correct retailerId, or ask Criteo for the retailer.',
      lookedUpElsewhere,
    ],
  }),
  ...describeCodes(account, {
    'retailer-must-be-live': [
      'The retailer is not live.',
      'Wait until the retailer is live, or use another one.',
      byServerOnly,
    ],
  }),
  ...describeCodes(access, {
    'authorization-token-missing': ['A request has no token.', report, byToken],
    'authorization-token-expired': [
      'The token is too old.',
      'Set a fresh CRITEO_ACCESS_TOKEN, or give client ID and secret, with which it is renewed.',
      byToken,
    ],
    'authorization-token-invalid': [
      'The token is not accepted.',
      'Check the credentials.',
      byToken,
    ],
    'authorization-issuer-invalid': [
      'The token is of another issuer.',
      'Check the credentials and --api-url.',
      byToken,
    ],
    'authorization-unknown': [
      'The token could not be checked.',
      'Run the same command again.',
      byToken,
    ],
    'insufficient-advertiser-permissions': [
      'The application has no consent for the account or advertiser.',
      'Give the application consent for the account or advertiser.',
      byServerOnly,
    ],
    'insufficient-permissions': [
      'The application lacks a permission.',
      'Give the application the permission "Audiences Read" to plan, and "Audiences Manage" to apply.',
      byServerOnly,
    ],
    'quota-exceeded': [
      'Too many requests were sent, or there is too much of what the account may have.',
      'Lower --rate-limit where requests were refused with 429. Otherwise delete what is no longer used, or ask Criteo for a higher quota.',
      'The quotas of an account are not published.',
    ],
    'required-field': ['A request lacks a field.', report, byClientOnly],
    invalid: ['A field of a request is not valid.', report, byClientOnly],
    'invalid-range': ['A field of a request is out of range.', report, byClientOnly],
    'invalid-ranged': [
      'A field of a request is out of range.',
      report,
      'Another spelling of invalid-range.',
    ],
    'invalid-date-format': ['A date of a request is not one.', report, byClientOnly],
    'audience-invalid': [
      'The older contact-list endpoint does not know the audience.',
      'Correct --legacy-audience-id.',
      byServerOnly,
    ],
    'internal-error': ['The API failed.', 'Wait until the API works again.', byServerOnly],
    'deprecated-field': [
      'The API will drop a field some day. Never a failure.',
      'Upgrade audiencectl in time.',
      byServerOnly,
    ],
    'endpoint-deprecated': [
      'The API will drop this version some day. Never a failure.',
      'Set a newer apiVersion in the project file in time.',
      byServerOnly,
    ],
  }),
  ...describeCodes(types, {
    'access-control': [
      'The application may not do this. The API gave no code.',
      'Give the application the permission "Audiences Read" to plan, and "Audiences Manage" to apply, and consent for the account.',
      withoutCode,
    ],
    authentication: [
      'The credentials or the token are not accepted. The API gave no code.',
      'Check CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET, or set a fresh CRITEO_ACCESS_TOKEN.',
      withoutCode,
    ],
    authorization: [
      'The application may not do this. The API gave no code.',
      'Give the application the permission "Audiences Read" to plan, and "Audiences Manage" to apply, and consent for the account.',
      withoutCode,
    ],
    availability: [
      'The API, or a part of it, fails. It gave no code.',
      'Wait until the API works again, or let the run wait longer with --timeout.',
      withoutCode,
    ],
    deprecation: [
      'The API will drop something some day. Never a failure. It gave no code.',
      'Upgrade audiencectl in time.',
      withoutCode,
    ],
    quota: [
      'A quota is used up. The API gave no code.',
      'Delete what is no longer used, or ask Criteo for a higher quota.',
      withoutCode,
    ],
    validation: [
      'A value is not valid. The API gave no code.',
      'Read what the API says, and correct the manifest.',
      withoutCode,
    ],
  }),
];
