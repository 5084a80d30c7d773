/** Source: the retail-media audience guide, whose codes marketing solutions shares. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const audience = { origin: 'api', group: 'API: audiences' } as const;
const request = { origin: 'api', group: 'API: requests' } as const;

const report = 'Report it as a bug in audiencectl, with the output of --verbose.';
const byClientOnly = 'audiencectl never sends such a request.';

export const apiAudienceCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...audience, foundBy: 'validate' },
    {
      'multiple-algebra-operators': [
        'A node of an algebra has more than one operator.',
        'Nest them: { and: [A, { or: [B, C] }] }.',
      ],
      'audience-algebra-cannot-be-null-or-empty': [
        'An audience or a node has no algebra.',
        'Name a segment, or write an operator with its operands.',
      ],
      'audience-algebra-too-deep': [
        'An algebra has more than ten levels; the root and the leaves count.',
        'Join nested nodes of the same operator into one.',
      ],
      'audience-algebra-has-too-many-segments': [
        'An algebra names more than ten segments; each occurrence counts.',
        'Name fewer segments, or combine several segments into one.',
      ],
      'audience-algebra-must-be-limited': [
        'The audience would contain everyone except the people in some segments.',
        'Combine the exclusion with a segment: and: [SEGMENT, { not: OTHER }].',
      ],
      'audience-algebra-and-or-nodes-must-include-more-than-one-node': [
        'An "and" or "or" has fewer than two operands.',
        'Write the operand without "and" or "or".',
      ],
      'audience-retailer-must-match-segment-retailers': [
        'A segment and its audience belong to different retailers.',
        'Use segments of one retailer. If needed, declare the segment for the other retailer, too.',
      ],
      'audience-with-retargeting-segment-must-be-correctly-specified': [
        'An audience combines a retargeting segment with other segments.',
        'Use the retargeting segment as the only segment of an audience.',
      ],
      'duplicate-name': [
        'Two segments, or two audiences, have the same name, or names that differ only in case, blanks or Unicode form.',
        'Rename one of them, or bind both to their remote entities with id.',
      ],
      'name-must-not-be-empty': ['A name is missing or empty.', 'Give it a name.'],
      'name-must-not-be-too-long': ['A name has more than 256 characters.', 'Shorten it.'],
      'non-parsable-id': [
        'An ID does not consist of digits.',
        'Copy the ID exactly as the API writes it.',
      ],
      'duplicate-id': [
        'Two declarations are bound to the same ID.',
        'Correct one of the IDs, or remove one of the declarations.',
      ],
    },
  ),
  ...describeCodes(
    { ...audience, foundBy: 'plan' },
    {
      'name-must-be-unique': [
        'A remote entity that no manifest can take over already has this name.',
        'Refer to it by name without declaring it, or choose another name.',
      ],
      'audience-not-found': [
        'There is no remote audience with this ID.',
        'If a manifest gives the ID, correct it, or remove it to create a new audience. Otherwise the audience has been deleted in the meantime: plan again.',
      ],
      'audience-must-contain-only-existing-segments': [
        'An algebra names the ID of a segment that does not exist.',
        'Refer to the segment by name, or correct the ID.',
      ],
      'audience-channel-must-be-valid': [
        'The segments have no channel in common. A segment that is created in the same run has no channel yet and is not checked.',
        'Combine onsite segments only with onsite segments, and offsite segments only with offsite segments.',
      ],
    },
  ),
  ...describeCodes(
    { ...audience, foundBy: 'nobody' },
    {
      'audiences-limit-reached': [
        'The quota of audiences is used up.',
        'Delete audiences that are not used, or ask Criteo for a higher quota.',
        'The quota is not published.',
      ],
      'audience-channel-must-match-line-item-channel': [
        'The audience would lose the channel of a line item that uses it.',
        'Remove the audience from the line item first, or keep the channel.',
        'The API does not say which line items use an audience.',
      ],
      'audience-must-not-be-used-in-line-item': [
        'A line item still uses the audience.',
        'Remove the audience from the line item first.',
        'The API does not say which line items use an audience.',
      ],
    },
  ),
  ...describeCodes(
    { ...request, foundBy: 'nobody' },
    {
      'empty-data-object': ['A request contains no item.', report, byClientOnly],
      'empty-attributes-object': ['An item has no attributes.', report, byClientOnly],
      'invalid-audience-type': ['An item has the wrong resource type.', report, byClientOnly],
      'payload-too-big': ['A request contains more than ten items.', report, byClientOnly],
      'pagination-is-required': ['A search gives neither IDs nor a page.', report, byClientOnly],
      'pagination-limit-cannot-be-zero': ['A page of a search has no rows.', report, byClientOnly],
      'pagination-limit-invalid': [
        'A page of a search is too large. audiencectl asked for smaller pages, and all of them were refused.',
        report,
        'The limit is not published for every request. After a refusal, audiencectl asks for smaller pages.',
      ],
      'pagination-offset-invalid': [
        'A page of a search begins before the first row.',
        report,
        byClientOnly,
      ],
    },
  ),
];
