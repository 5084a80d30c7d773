/** Refusals that the documents of the API describe and give no code, as the sandbox calls them. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const withoutCode =
  'The API documents the refusal, but no code for it. The sandbox uses this code.';
const withoutWord =
  'No document of the API gives a code for this status. The sandbox uses this code.';
const ownFault = 'Only the sandbox itself can know this.';
const seed = 'Set seedSegment to a contact list of the same advertiser.';

export const sandboxCodes: readonly CodeEntry[] = describeCodes(
  { origin: 'audiencectl', group: 'Answers of the sandbox', foundBy: 'nobody' },
  {
    'sandbox-segment-has-served-impressions': [
      'A segment has served impressions and cannot be deleted.',
      'Keep it, or stop managing it with state: released.',
      withoutCode,
    ],
    'sandbox-segment-must-not-be-used-as-seed': [
      'A segment would be deleted, but it is the seed of a lookalike.',
      'Delete the lookalike first, or keep the segment.',
      withoutCode,
    ],
    'sandbox-segment-is-read-only': [
      'A segment is read-only: it was made in the UI, or by Criteo.',
      'Refer to it by name without declaring it, or edit it in the UI.',
      withoutCode,
    ],
    'sandbox-segment-is-not-a-list': [
      'Members were sent to a segment that is not a contact list.',
      'Name a contact list.',
      withoutCode,
    ],
    'sandbox-target-size-must-be-in-range': [
      'The targetSize of a lookalike is out of range.',
      'Give a targetSize within the range that the answer states.',
      withoutCode,
    ],
    'sandbox-seed-must-belong-to-advertiser': [
      'The seed of a lookalike belongs to another advertiser.',
      seed,
      withoutCode,
    ],
    'sandbox-seed-must-be-a-contact-list': [
      'The seed of a lookalike is not a contact list.',
      seed,
      withoutCode,
    ],
    'sandbox-audience-must-not-be-used-in-ad-set': [
      'An audience would be deleted, but an ad set uses it.',
      'Remove the audience from the ad set first.',
      withoutCode,
    ],
    'sandbox-description-must-not-be-too-long': [
      'A description has more than 500 characters.',
      'Shorten it.',
      withoutCode,
    ],
    'sandbox-version-retired': [
      'The version is listed in retiredVersions of the sandbox.',
      'Set another version in the project file, or remove this one from retiredVersions.',
      withoutWord,
    ],
    'sandbox-resource-not-found': [
      'The sandbox has no such path.',
      'Correct the path of the request.',
      withoutWord,
    ],
    'sandbox-method-not-allowed': [
      'The sandbox serves this path, but not with this method.',
      'Correct the method of the request.',
      withoutWord,
    ],
    'sandbox-payload-too-large': [
      'The body of a request is larger than maxBodyBytes of the sandbox.',
      'Send less in one request, or raise maxBodyBytes.',
      withoutWord,
    ],
    'sandbox-unsupported-media-type': [
      'The content type of a request is not JSON.',
      'Send JSON, with the content type application/json.',
      withoutWord,
    ],
    'sandbox-failure': [
      'The sandbox itself failed, for example because its disk is full.',
      'Read the message, and free up space for the file of --data.',
      ownFault,
    ],
  },
);
