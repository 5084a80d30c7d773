import { judgeLocation } from '../../algebra/segments/judge-location.ts';
import type { SegmentType } from './segment-type.ts';
import { entrantsByRadius, entrantsNearPoints } from './words/entrants-of-location.ts';

/** People near points of interest. */
export const location: SegmentType = {
  name: 'location',
  label: 'location',
  apiType: 'Location',
  declarable: true,
  estimable: true,
  attributesDecide: true,
  attributes: [
    {
      path: 'location.pointsOfInterest',
      label: 'points of interest',
      form: 'points',
      immutable: false,
      required: true,
      entrants: entrantsNearPoints,
    },
    {
      path: 'location.radiusInKm',
      label: 'radius in km',
      beside: 'location.pointsOfInterest',
      form: 'value',
      immutable: false,
      required: true,
      entrants: entrantsByRadius,
    },
  ],
  // The OpenAPI file and the guide spell the only registry in two ways.
  fixed: { registryType: ['PointOfInterest', 'PointsOfInterest'] },
  windows: [],
  rules: [
    {
      paths: ['location.pointsOfInterest', 'location.radiusInKm'],
      judge: judgeLocation,
      reason:
        'people near any of the points are included, so more points and a larger radius only add people',
    },
  ],
};
