import { always } from '../../algebra/segments/segment-rule.ts';
import { valueAt } from '../../model/text/json.ts';
import type { SegmentType } from './segment-type.ts';
import { noCertainWords } from './words/entrants.ts';

/** People who are like those of another segment, its seed. */
export const lookalike: SegmentType = {
  name: 'lookalike',
  label: 'lookalike',
  apiType: 'Lookalike',
  declarable: true,
  estimable: false,
  attributesDecide: false,
  attributes: [
    {
      path: 'lookalike.seedSegmentId',
      label: 'seed',
      form: 'segment-reference',
      required: true,
      immutable: true,
      words: 'the seed of a lookalike',
      entrants: noCertainWords,
    },
    {
      path: 'lookalike.targetSize',
      label: 'target size',
      form: 'value',
      immutable: false,
      serverChosen: true,
      entrants: noCertainWords,
    },
  ],
  windows: [],
  rules: [
    always('unknown', 'lookalike.seedSegment', 'Criteo computes who is similar'),
    always('unknown', 'lookalike.seedSegmentId', 'Criteo computes who is similar'),
    {
      paths: ['lookalike.targetSize'],
      // Without it, the size that the server chose or was given stays.
      judge: (_, after) =>
        (valueAt(after, 'lookalike.targetSize') ?? null) === null ? 'same' : 'unknown',
      reason:
        'Criteo computes who is similar, and does not say that a larger segment keeps everyone',
    },
  ],
};
