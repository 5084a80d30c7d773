/** Source: the retail-media audience guide, whose codes marketing solutions shares. */
import { type CodeEntry, describeCodes } from './code-entry.ts';

const audience = { origin: 'api', group: 'API: audiences' } as const;
const request = { origin: 'api', group: 'API: requests' } as const;

const report = 'Report it as a defect of audiencectl, with the output of --verbose.';
const byClientOnly = 'audiencectl builds its requests so that it cannot happen.';

export const apiAudienceCodes: readonly CodeEntry[] = [
  ...describeCodes(
    { ...audience, foundBy: 'validate' },
    {
      'multiple-algebra-operators': [
        'A node of an algebra has more than one operator.',
        'Nest them: { and: [A, { or: [B, C] }] }.',
      ],
      'audience-algebra-cannot-be-null-or-empty': [
        'An audience, or a node, has no algebra.',
        'Name a segment, or give an operator with its operands.',
      ],
      'audience-algebra-too-deep': [
        'An algebra has more than ten levels; the root and the leaves count.',
        'Join nested nodes of the same operator into one.',
      ],
      'audience-algebra-has-too-many-segments': [
        'An algebra names more than ten segments; each occurrence counts.',
        'Name fewer segments, or put several into one segment.',
      ],
      'audience-algebra-must-be-limited': [
        'The audience would hold everyone but some segments.',
        'Exclude from something: and: [SEGMENT, { not: OTHER }].',
      ],
      'audience-algebra-and-or-nodes-must-include-more-than-one-node': [
        'An and or an or has fewer than two operands.',
        'Write the one operand in its place.',
      ],
      'audience-retailer-must-match-segment-retailers': [
        'A segment belongs to another retailer than the audience.',
        'Use segments of one retailer; declare the segment for the other retailer too, if needed.',
      ],
      'audience-with-retargeting-segment-must-be-correctly-specified': [
        'A retargeting segment is not the only segment of its audience.',
        'Give it an audience of its own.',
      ],
      'duplicate-name': [
        'Two segments, or two audiences, have the same name, or one that differs in case, blanks or Unicode form alone.',
        'Give one of them another name, or bind both to their remote entities with id.',
      ],
      'name-must-not-be-empty': ['A name is missing or empty.', 'Give it a name.'],
      'name-must-not-be-too-long': ['A name has more than 256 characters.', 'Shorten it.'],
      'non-parsable-id': ['An ID is not made of digits.', 'Copy the ID as the API writes it.'],
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
        'The name is taken remotely by something that no manifest can take over.',
        'Refer to it by name without declaring it, or declare another name.',
      ],
      'audience-not-found': [
        'There is no remote audience with this ID.',
        'Where a manifest gives the ID, correct it, or remove it to create a new audience. Otherwise the audience was deleted in the meantime: plan again.',
      ],
      'audience-must-contain-only-existing-segments': [
        'An algebra names the ID of a segment that does not exist.',
        'Refer to the segment by its name, or correct the ID.',
      ],
      'audience-channel-must-be-valid': [
        'The segments have no channel in common. What is created in the same run has no channel yet, and is not judged.',
        'Combine onsite segments with onsite ones, and offsite with offsite.',
      ],
    },
  ),
  ...describeCodes(
    { ...audience, foundBy: 'nobody' },
    {
      'audiences-limit-reached': [
        'The quota of audiences is used up.',
        'Delete audiences that nobody uses, or ask Criteo for more.',
        'The quota is not published.',
      ],
      'audience-channel-must-match-line-item-channel': [
        'The audience would lose the channel of a line item that uses it.',
        'Take the audience out of the line item first, or keep the channel.',
        'The API does not tell which line items use an audience.',
      ],
      'audience-must-not-be-used-in-line-item': [
        'A line item still uses the audience.',
        'Take the audience out of the line item first.',
        'The API does not tell which line items use an audience.',
      ],
    },
  ),
  ...describeCodes(
    { ...request, foundBy: 'nobody' },
    {
      'empty-data-object': ['A request holds no item.', report, byClientOnly],
      'empty-attributes-object': ['An item has no attributes.', report, byClientOnly],
      'invalid-audience-type': ['An item has the wrong resource type.', report, byClientOnly],
      'payload-too-big': ['A request holds more than ten items.', report, byClientOnly],
      'pagination-is-required': ['A search has neither IDs nor pages.', report, byClientOnly],
      'pagination-limit-cannot-be-zero': ['A page of a search has no rows.', report, byClientOnly],
      'pagination-limit-invalid': [
        'A page of a search is too large. Smaller ones are asked for, and all of them were refused.',
        report,
        'The limit is not published for every request; after a refusal, smaller pages are asked for.',
      ],
      'pagination-offset-invalid': [
        'A page of a search begins before the first row.',
        report,
        byClientOnly,
      ],
    },
  ),
];
