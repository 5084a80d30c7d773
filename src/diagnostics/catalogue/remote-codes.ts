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
        'The URL of the API is none, or is plain http to another machine.',
        'Correct --api-url.',
      ],
      'proxy-invalid': [
        'HTTPS_PROXY or HTTP_PROXY, in either case of letters, holds something that is no address of a proxy.',
        'Write it as http://HOST:PORT, or unset it.',
      ],
      'credentials-missing': [
        'There are no credentials in the environment.',
        'Set CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET, or try it with --sandbox.',
      ],
      'credentials-rejected': [
        'The API does not accept the credentials.',
        'Check CRITEO_CLIENT_ID and CRITEO_CLIENT_SECRET, or set a fresh CRITEO_ACCESS_TOKEN.',
      ],
      'api-forbidden': [
        'The application may not do this.',
        'Give it "Audiences Read" to plan and "Audiences Manage" to apply, and consent for the account.',
      ],
      'api-not-found': [
        'The API knows no such path.',
        'Check the account and the API versions in the project file, and --api-url.',
      ],
      'api-version-gone': [
        'Criteo no longer serves this API version.',
        'Set another version in the project file, in the key that the hint names.',
      ],
      'api-deprecated': [
        'An answer says that an endpoint is deprecated, in the headers Deprecation or Sunset, or in an entry of type deprecation.',
        'Set a newer version in the project file. For what has no version, such as the token endpoint, upgrade audiencectl.',
      ],
      'api-rate-limited': [
        'The rate limit did not let the request through, however long it waited.',
        'Lower --rate-limit where other processes use the same application.',
      ],
      'api-refused': [
        'The API refused without a code of its own.',
        'Look at the message and, with its trace ID, ask Criteo.',
      ],
      unknown: [
        'The API reports a problem and gives it no code.',
        'Look at the message and, with its trace ID, ask Criteo.',
      ],
      'api-redirected': [
        'The API answers with another address.',
        'Give the final address with --api-url.',
      ],
      'api-answer-malformed': [
        'The answer is not what the API sends.',
        'Check that --api-url is the API and not a proxy or a login page.',
      ],
      'api-path-invalid': [
        'What would stand in the address of a request is no ID and no API version.',
        'Correct it in the project file or in the plan file.',
      ],
      'secret-in-answer': [
        'An answer holds a credential of the run, and is not used.',
        'Take it out of the entity whose text it stands in, where it is one. Replace the credential.',
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
        'The API gave no answer in time.',
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
        'A version of the API that the project uses ends soon, or is one that Criteo asks to leave, as preview is. It is warned of from 90 days before.',
        'Set the key that the message names to a newer version, in the project file.',
      ],
      'api-version-ended': [
        'A version of the API that the project uses is no longer supported.',
        'Set the key that the message names to a newer version, in the project file.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Snapshots', foundBy: 'plan' },
    {
      'snapshot-incomplete': [
        'What is remote could not be read whole: it changed while it was read, the pages do not add up, one comes again and again, or there is no end to them.',
        'Run the same command again when nobody edits the account; look at what stands between you and the API.',
      ],
      'snapshot-invalid': [
        'A file is no snapshot that snapshot --out saved.',
        'Save one with audiencectl snapshot --out FILE.',
      ],
      'snapshot-target': [
        'A snapshot is of another platform, account or advertiser than the project.',
        'Name the snapshot of this one.',
      ],
      'base-unreadable': [
        '--base names no project that can be read.',
        'Name the folder of the same project at an earlier commit.',
      ],
    },
  ),
  ...describeCodes(
    { ...own, group: 'Sizes', foundBy: 'sizes' },
    {
      'size-not-answered': ['The API gave neither a size nor a reason.', 'Ask again later.'],
      'size-hidden': [
        'The API tells a share of the people and no count.',
        'Nothing: the share is shown.',
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
        'The API estimates no segment of this type.',
        'Ask again after apply and the next computation.',
      ],
    },
  ),
];
