/** What happens on the way to the API and back, snapshots and sizes. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const own = { origin: 'audiencectl' } as const;

export const remoteCodes: readonly CodeEntry[] = [
  ...describeCodes(
    {
      ...{ ...own, group: 'Talking to the API', foundBy: 'every command' },
      found: 'by doctor, and by every other command that sends requests.',
    },
    {
      'api-url-invalid': [
        'The address of the API is not a URL, or is plain http to another machine.',
        'Correct --api-url.',
      ],
      'proxy-invalid': [
        'HTTPS_PROXY or HTTP_PROXY, in upper or lower case, is not the address of a proxy.',
        'Write it as http://HOST:PORT, or unset it.',
      ],
      'credentials-missing': [
        'There are no credentials in the environment.',
        'Set CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET, or try the command with --sandbox.',
      ],
      'credentials-rejected': [
        'The API does not accept the credentials.',
        'Check CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET, or set a new CRITEO_ACCESS_TOKEN.',
      ],
      'api-forbidden': [
        'The application may not do this.',
        'Give it the permission "Audiences Read" to plan and "Audiences Manage" to apply, and consent for the account.',
      ],
      'api-not-found': [
        'The API has no such path.',
        'Check the account and the API versions in the project file, and --api-url.',
      ],
      'api-version-gone': [
        'Criteo no longer serves this API version.',
        'Set another version in the project file, in the key that the hint names.',
      ],
      'api-deprecated': [
        'An answer says that an endpoint is deprecated, in a Deprecation or Sunset header or in an entry of type deprecation.',
        'Set a newer version in the project file. If the endpoint has no version, such as the token endpoint, upgrade audiencectl.',
      ],
      'api-rate-limited': [
        'The API refused the request because of the rate limit, even after waiting.',
        'Lower --rate-limit if other processes use the same application.',
      ],
      'api-refused': [
        'The API refused the request and gave no code.',
        'Read the message, and ask Criteo with its trace ID.',
      ],
      unknown: [
        'The API reports a problem and gives no code.',
        'Read the message, and ask Criteo with its trace ID.',
      ],
      'api-redirected': [
        'The API redirects to another address.',
        'Give the final address with --api-url.',
      ],
      'api-answer-malformed': [
        'The answer does not have the form of an answer of the API.',
        'Check that --api-url is the address of the API, and not of a proxy or a login page.',
      ],
      'api-path-invalid': [
        'A part of the address of a request is not an ID or an API version.',
        'Correct it in the project file or in the plan file.',
      ],
      'secret-in-answer': [
        'An answer contains a credential of the run, so it is not used.',
        'If an entity contains the credential in a text, remove it there. In any case, get a new credential from Criteo.',
      ],
      'api-unavailable': [
        'The API fails.',
        'Wait until the API works again, or let the run wait longer with --timeout.',
      ],
      'api-unreachable': [
        'The API cannot be reached.',
        'Check the network, --api-url and the proxy variables.',
      ],
      'api-timeout': [
        'The API did not answer in time.',
        'Wait until the API answers again, or let the run wait longer with --timeout.',
      ],
      interrupted: [
        'The run was interrupted.',
        'Run the same command again; nothing is done twice.',
      ],
      'sandbox-not-started': [
        'The sandbox could not be started.',
        'Correct --data, or choose another --port.',
      ],
    },
  ),
  ...describeCodes(
    {
      ...{ ...own, group: 'Talking to the API', foundBy: 'validate' },
      found: 'by validate, offline; by plan, apply and doctor before they send anything.',
    },
    {
      'api-version-ending': [
        'An API version that the project uses ends soon, or is one that Criteo asks users to leave, such as preview. The warning begins 90 days before the end.',
        'In the project file, set the key that the message names to a newer version.',
      ],
      'api-version-ended': [
        'An API version that the project uses is no longer supported.',
        'In the project file, set the key that the message names to a newer version.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Snapshots', foundBy: 'plan' },
    {
      'snapshot-incomplete': [
        'The remote segments or audiences could not be read completely: they changed while they were read, the pages do not add up, a page repeats, or the pages never end.',
        'Run the same command again while the account is not being edited. Check any proxy between this machine and the API.',
      ],
      'snapshot-invalid': [
        'A file is not a snapshot that snapshot --out saved.',
        'Save one with audiencectl snapshot --out FILE.',
      ],
      'snapshot-target': [
        'The platform, account, advertiser or data provider of a snapshot is not that of the project.',
        'Give a snapshot of this project.',
      ],
      'base-unreadable': [
        'The project in the folder of --base cannot be read. pull also stops if one of its manifests cannot be read.',
        'Give the folder of the same project at an earlier commit.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Sizes', foundBy: 'sizes' },
    {
      'size-not-answered': ['The API gave neither a size nor a reason.', 'Ask again later.'],
      'size-hidden': [
        'The API gives a percentage of people, but no count.',
        'No action is needed: the percentage is shown.',
      ],
      'owner-unknown': [
        'The API does not return the owner of the entity.',
        'Look it up in the Criteo UI.',
      ],
      'algebra-unknown': ['The API does not return the algebra.', 'Look it up in the Criteo UI.'],
      'segment-not-created': [
        'A size depends on a segment that does not exist yet.',
        'Ask again after apply.',
      ],
      'segment-changing': [
        'A size depends on a segment that is about to change.',
        'Ask again after apply.',
      ],
      'type-not-estimable': [
        'The API has no estimates for segments of this type.',
        'Ask again after apply and the next computation.',
      ],
    },
  ),
];
