import { always, type SegmentRule } from './segment-rule.ts';

/** The rules for attributes that segments of every type have. */
export const commonSegmentRules: readonly SegmentRule[] = [
  always('same', 'name', 'a name says nothing about who is in a segment'),
  always('same', 'description', 'a description says nothing about who is in a segment'),
  always('unknown', 'retailerId', "another retailer's shoppers are other people"),
  always('unknown', 'advertiserId', "another advertiser's users are other people"),
];
