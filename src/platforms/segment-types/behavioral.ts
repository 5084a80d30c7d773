import type { SegmentType } from './segment-type.ts';

/** Made by Criteo: audiences name such segments, and manifests cannot declare them. */
export const behavioral: SegmentType = {
  name: 'behavioral',
  label: 'behavioral',
  apiType: 'Behavioral',
  declarable: false,
  estimable: false,
  attributesDecide: false,
  attributes: [],
  windows: [],
  rules: [],
};
