/** Refusals that the documents of the API describe and give no code, as the sandbox calls them. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const withoutCode = 'The API documents the refusal and no code for it; the sandbox calls it so.';
const withoutWord =
  'No document of the API prints a code for this status; the sandbox calls it so.';
const ownFault = 'Only the sandbox itself knows.';
const seed = 'Let seedSegment name a contact list of the same advertiser.';

export const sandboxCodes: readonly CodeEntry[] = describeCodes(
  { origin: 'audiencectl', group: 'Answers of the sandbox', foundBy: 'nobody' },
  {
    'sandbox-segment-has-served-impressions': [
      'A segment has served impressions, and cannot be deleted.',
      'Keep it, or let it go with state: released.',
      withoutCode,
    ],
    'sandbox-segment-must-not-be-used-as-seed': [
      'A segment is to be deleted, and a lookalike has it as its seed.',
      'Delete the lookalike first, or keep the segment.',
      withoutCode,
    ],
    'sandbox-segment-is-read-only': [
      'A segment is read-only: it was made in the UI, or by Criteo.',
      'Refer to it by name without declaring it, or edit it where it was made.',
      withoutCode,
    ],
    'sandbox-segment-is-not-a-list': [
      'Members were sent to a segment that is no contact list.',
      'Name a contact list.',
      withoutCode,
    ],
    'sandbox-target-size-must-be-in-range': [
      'The targetSize of a lookalike is out of range.',
      'Give a targetSize within the range that the answer tells.',
      withoutCode,
    ],
    'sandbox-seed-must-belong-to-advertiser': [
      'The seed of a lookalike belongs to another advertiser.',
      seed,
      withoutCode,
    ],
    'sandbox-seed-must-be-a-contact-list': [
      'The seed of a lookalike is no contact list.',
      seed,
      withoutCode,
    ],
    'sandbox-audience-must-not-be-used-in-ad-set': [
      'An audience is to be deleted, and an ad set uses it.',
      'Take the audience out of the ad set first.',
      withoutCode,
    ],
    'sandbox-description-must-not-be-too-long': [
      'A description has more than 500 characters.',
      'Shorten it.',
      withoutCode,
    ],
    'sandbox-version-retired': [
      'The version stands in retiredVersions of the sandbox.',
      'Set another version in the project file, or take this one out of retiredVersions.',
      withoutWord,
    ],
    'sandbox-resource-not-found': [
      'The sandbox serves no such path.',
      'Correct the path of the request.',
      withoutWord,
    ],
    'sandbox-method-not-allowed': [
      'The sandbox serves the path, and not with this method.',
      'Correct the method of the request.',
      withoutWord,
    ],
    'sandbox-payload-too-large': [
      'The body of a request is larger than maxBodyBytes of the sandbox.',
      'Send less in one request, or raise maxBodyBytes.',
      withoutWord,
    ],
    'sandbox-unsupported-media-type': [
      'The body of a request is no JSON, by its header.',
      'Send JSON, with the content type application/json.',
      withoutWord,
    ],
    'sandbox-failure': [
      'The sandbox itself failed, for example because its disk is full.',
      'Look at the message, and make room for the file of --data.',
      ownFault,
    ],
  },
);
