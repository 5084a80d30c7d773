/** Sources: the segment guides of retail media and of marketing solutions. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const segment = { origin: 'api', group: 'API: segments' } as const;

const byServerOnly = 'Only the API knows.';
const notInPublicApi = 'The public API has no such type.';
const filesInUi = 'Files are uploaded in the UI only.';

export const apiSegmentCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...segment, foundBy: 'validate' },
    {
      'segment-must-not-be-used-in-audience': [
        'A segment is to be deleted, and an audience still uses it. What no manifest declares is found by plan. The API answers so, too, where a segment has served impressions: it cannot be deleted any more.',
        'Take it out of the audiences first, or keep it. Where no audience uses it, let it go with state: released.',
      ],
      'segment-must-have-valid-segment-id': [
        "A segment's ID is not made of digits.",
        'Copy the ID as the API writes it, or refer to the segment by name.',
      ],
    },
  ),
  ...describeCodes(
    { ...segment, foundBy: 'plan' },
    {
      'segment-not-found': [
        'There is no remote segment with this ID.',
        'Where a manifest gives the ID, correct it, or remove it to create a new segment. Otherwise the segment was deleted in the meantime: plan again.',
      ],
    },
  ),
  ...describeCodes(
    { ...segment, foundBy: 'nobody' },
    {
      'segment-has-not-been-found': [
        'The segment does not exist.',
        'Where a manifest gives the ID, correct it, or remove it to create a new segment. Otherwise the segment was deleted in the meantime: plan again.',
        'Another spelling: reported as segment-not-found.',
      ],
      'type-must-be-the-same': [
        'An update would change the type of a segment.',
        'Plan again: the type was changed remotely in the meantime.',
        'A changed type is planned as a replacement, never as an update.',
      ],
      'cannot-create-contact-list': [
        'The list could not be made.',
        'Run the same command again; if it stays so, ask Criteo with the trace ID.',
        byServerOnly,
      ],
      'contact-list-incompatible-with-file': [
        'An uploaded file does not fit the list.',
        'Upload another file in the UI, or fill the list with audiencectl members.',
        filesInUi,
      ],
      'file-id-must-be-valid': [
        'An uploaded file does not exist.',
        'Upload it again in the UI, or fill the list with audiencectl members.',
        filesInUi,
      ],
      'contact-list-statistics-not-supported': [
        'Statistics were asked of a segment that is no contact list.',
        'Name a contact list.',
        'audiencectl members asks lists alone, and reports segment-not-a-list for others.',
      ],
      'advertiser-must-be-opt-in-for-data-sharing': [
        'The advertiser has not agreed to share data, which in-market segments need.',
        'Ask Criteo for the agreement, or use another type of segment.',
        byServerOnly,
      ],
      'country-code-must-be-authorized': [
        'The advertiser may not use the country.',
        'Use a country of the advertiser, or ask Criteo for this one.',
        byServerOnly,
      ],
      'brand-list-must-be-valid': [
        'A brand does not exist for advertiser and country.',
        'Look its ID up: audiencectl catalog brands --country CC.',
        'Brands are looked up by catalog only.',
      ],
      'interests-list-must-be-valid': [
        'An interest does not exist for advertiser and country.',
        'Look its ID up: audiencectl catalog interests --country CC.',
        'Interests are looked up by catalog only.',
      ],
      'poi-list-must-be-null-or-empty': [
        'Points of interest are given for a registry that has its own.',
        'Remove the points.',
        'The public API has one registry only, and it needs them.',
      ],
      'poi-surface-must-be-valid': [
        'The places cover too large a surface.',
        'Lower the radius, or part the places over several segments.',
        'The bounds are not published.',
      ],
      'retargeting-segment-from-to-days-ago-are-not-compatible': [
        'The window of days ends before it begins.',
        'Exchange or correct the two ends.',
        'Another spelling: reported as retargeting-segment-days-since-last-visit-are-not-compatible.',
      ],
      'retargeting-segment-from-to-days-ago-are-not-in-acceptable-range': [
        'A day of the window is not within 0 to 400.',
        'Give days from 0 to 400.',
        'Another spelling: reported as retargeting-segment-days-since-last-visit-are-not-in-acceptable-range.',
      ],
      'event-type-must-be-valid': [
        'An event does not exist.',
        'Use a type that the API offers.',
        notInPublicApi,
      ],
      'days-must-be-in-range': [
        'A number of days is out of range.',
        'Use a type that the API offers.',
        notInPublicApi,
      ],
      'percentile-must-be-in-range': [
        'A percentile is out of range.',
        'Use a type that the API offers.',
        notInPublicApi,
      ],
      'segment-size-not-available': [
        'There is no size of the segment, or none yet.',
        'Ask again after the next computation, at 00:00 or 12:00 UTC.',
        byServerOnly,
      ],
      'segment-size-not-supported': [
        'The API computes no size for this type of segment.',
        'Do without: nothing else depends on it.',
        byServerOnly,
      ],
      'segment-size-too-small': [
        'Too few people are in the segment for the API to tell how many.',
        'Widen the segment, or do without.',
        byServerOnly,
      ],
    },
  ),
];
