/** Sources: the retail-media audience guide for accounts, the API error reference for the rest. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const account = { origin: 'api', group: 'API: accounts and retailers', foundBy: 'nobody' } as const;
/** Codes that its look-ups can find; no plan sends them. */
const byDoctor = (found: string) => ({ ...account, found });
const access = { origin: 'api', group: 'API: access and requests', foundBy: 'nobody' } as const;

const types = { origin: 'api', group: 'API: types of problems', foundBy: 'nobody' } as const;

const byServerOnly = 'Only the API knows.';
const byToken =
  'audiencectl renews a token before it expires, and once more if the API refuses it.';
const lookedUpElsewhere = 'A plan sends only searches and does not look up accounts.';
const report = 'Report it as a bug in audiencectl, with the output of --verbose.';
const withoutCode = 'A problem without a code is reported by its type.';
const byClientOnly = 'Every known error of a value has a code of its own.';

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
  ...describeCodes(byDoctor('by doctor, if it can look up the account, and by the API.'), {
    'account-must-be-supply': [
      'The account is not a supply account.',
      'Use the account of a retailer in the project file, not that of a brand.',
      lookedUpElsewhere,
    ],
  }),
  ...describeCodes(byDoctor('by doctor, if it can look up retailers, and by the API.'), {
    'retailer-must-be-authorized': [
      'The account may not use the retailer.',
      'Correct retailerId, or ask Criteo for access to the retailer.',
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
      'The token has expired.',
      'Set a new CRITEO_ACCESS_TOKEN, or set CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET, with which audiencectl renews it.',
      byToken,
    ],
    'authorization-token-invalid': [
      'The token is not accepted.',
      'Check the credentials.',
      byToken,
    ],
    'authorization-issuer-invalid': [
      'The token was issued by another server.',
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
      'Ask the owner of the account or advertiser to give the application consent.',
      byServerOnly,
    ],
    'insufficient-permissions': [
      'The application lacks a permission.',
      'Give the application the permission "Audiences Read" to plan, and "Audiences Manage" to apply.',
      byServerOnly,
    ],
    'quota-exceeded': [
      'Too many requests were sent, or the account has reached a quota.',
      'Lower --rate-limit if requests were refused with 429. Otherwise delete segments and audiences that are no longer used, or ask Criteo for a higher quota.',
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
    'invalid-date-format': ['A date in a request is not valid.', report, byClientOnly],
    'audience-invalid': [
      'The older contact-list endpoint does not know the audience.',
      'Correct --legacy-audience-id.',
      byServerOnly,
    ],
    'internal-error': ['The API failed.', 'Wait until the API works again.', byServerOnly],
    'deprecated-field': [
      'The API will remove a field in a later version. This never fails a run.',
      'Upgrade audiencectl before that.',
      byServerOnly,
    ],
    'endpoint-deprecated': [
      'The API will stop serving this version. This never fails a run.',
      'Set a newer apiVersion in the project file before that.',
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
      'The API does not accept the credentials or the token. It gave no code.',
      'Check CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET, or set a new CRITEO_ACCESS_TOKEN.',
      withoutCode,
    ],
    authorization: [
      'The application may not do this. The API gave no code.',
      'Give the application the permission "Audiences Read" to plan, and "Audiences Manage" to apply, and consent for the account.',
      withoutCode,
    ],
    availability: [
      'The API or a part of it fails. It gave no code.',
      'Wait until the API works again, or let the run wait longer with --timeout.',
      withoutCode,
    ],
    deprecation: [
      'The API will remove something in a later version. This never fails a run. The API gave no code.',
      'Upgrade audiencectl before that.',
      withoutCode,
    ],
    quota: [
      'A quota is used up. The API gave no code.',
      'Delete segments and audiences that are no longer used, or ask Criteo for a higher quota.',
      withoutCode,
    ],
    validation: [
      'A value is not valid. The API gave no code.',
      'Read the message of the API, and correct the manifest.',
      withoutCode,
    ],
  }),
];
