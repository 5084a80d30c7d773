/** Sources: the segment guides of retail media and of marketing solutions. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const segment = { origin: 'api', group: 'API: segments' } as const;

const byServerOnly = 'Only the API knows.';
const notInPublicApi = 'The public API has no such type.';
const filesInUi = 'Files are uploaded only in the UI.';

export const apiSegmentCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...segment, foundBy: 'validate' },
    {
      'segment-must-not-be-used-in-audience': [
        'A segment would be deleted while an audience still uses it. plan also finds audiences that no manifest declares. The API gives the same answer for a segment that has served impressions, which can no longer be deleted.',
        'Remove the segment from the audiences first, or keep it. If no audience uses it, and its manifest says "state: absent", write "state: released" instead.',
      ],
      'segment-must-have-valid-segment-id': [
        'The ID of a segment does not consist of digits.',
        'Copy the ID exactly as the API writes it, or refer to the segment by name.',
      ],
    },
  ),
  ...describeCodes(
    { ...segment, foundBy: 'plan' },
    {
      'segment-not-found': [
        'There is no remote segment with this ID.',
        'If a manifest gives the ID, correct it, or remove it to create a new segment. Otherwise the segment has been deleted in the meantime: plan again.',
      ],
    },
  ),
  ...describeCodes(
    { ...segment, foundBy: 'nobody' },
    {
      'segment-has-not-been-found': [
        'The segment does not exist.',
        'If a manifest gives the ID, correct it, or remove it to create a new segment. Otherwise the segment has been deleted in the meantime: plan again.',
        'It is another spelling of segment-not-found. audiencectl reports that code.',
      ],
      'type-must-be-the-same': [
        'An update would change the type of a segment.',
        'Plan again. The type has changed remotely in the meantime.',
        'audiencectl plans a changed type as a replacement, never as an update.',
      ],
      'cannot-create-contact-list': [
        'The API could not create the list.',
        'Run the same command again. If it fails again, ask Criteo with the trace ID.',
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
        'Statistics were requested for a segment that is not a contact list.',
        'Name a contact list.',
        'audiencectl members requests statistics only for contact lists, and reports segment-not-a-list for other segments.',
      ],
      'advertiser-must-be-opt-in-for-data-sharing': [
        'The advertiser has not agreed to share data, which in-market segments need.',
        'Ask Criteo for this agreement, or use another type of segment.',
        byServerOnly,
      ],
      'country-code-must-be-authorized': [
        'The advertiser may not use the country.',
        'Use a country of the advertiser, or ask Criteo for access to this one.',
        byServerOnly,
      ],
      'brand-list-must-be-valid': [
        'The advertiser has no such brand in this country.',
        'Look up its ID: audiencectl catalog brands --country CC.',
        'Only catalog looks up brands.',
      ],
      'interests-list-must-be-valid': [
        'The advertiser has no such interest in this country.',
        'Look up its ID: audiencectl catalog interests --country CC.',
        'Only catalog looks up interests.',
      ],
      'poi-list-must-be-null-or-empty': [
        'Points of interest are given for a registry that has its own points.',
        'Remove the points.',
        'The public API has only one registry, which needs points.',
      ],
      'poi-surface-must-be-valid': [
        'The places cover too large an area.',
        'Lower the radius, or split the places into several segments.',
        'The bounds are not published.',
      ],
      'retargeting-segment-from-to-days-ago-are-not-compatible': [
        'The window of days ends before it begins.',
        'Swap or correct the two ends.',
        'It is another spelling of retargeting-segment-days-since-last-visit-are-not-compatible. audiencectl reports that code.',
      ],
      'retargeting-segment-from-to-days-ago-are-not-in-acceptable-range': [
        'A day of the window is not within 0 to 400.',
        'Give days from 0 to 400.',
        'It is another spelling of retargeting-segment-days-since-last-visit-are-not-in-acceptable-range. audiencectl reports that code.',
      ],
      'event-type-must-be-valid': [
        'An event does not exist.',
        'Use a segment type that the API offers.',
        notInPublicApi,
      ],
      'days-must-be-in-range': [
        'A number of days is out of range.',
        'Use a segment type that the API offers.',
        notInPublicApi,
      ],
      'percentile-must-be-in-range': [
        'A percentile is out of range.',
        'Use a segment type that the API offers.',
        notInPublicApi,
      ],
      'segment-size-not-available': [
        'The segment has no size, or no size yet.',
        'Ask again after the next computation, at 00:00 or 12:00 UTC.',
        byServerOnly,
      ],
      'segment-size-not-supported': [
        'The API computes no size for this type of segment.',
        'Continue without the size: nothing else depends on it.',
        byServerOnly,
      ],
      'segment-size-too-small': [
        'The segment has too few people for the API to show a size.',
        'Widen the segment, or continue without the size.',
        byServerOnly,
      ],
    },
  ),
];
