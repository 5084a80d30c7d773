import { always } from '../../algebra/segments/segment-rule.ts';
import type { SegmentType } from './segment-type.ts';

/** People whose identifiers were uploaded. Platforms differ in what else there is to set. */
export const contactList: SegmentType = {
  name: 'contactList',
  label: 'contact list',
  apiType: 'ContactList',
  declarable: true,
  estimable: false,
  attributesDecide: false,
  attributes: [],
  windows: [],
  rules: [
    always(
      'unknown',
      'contactList.identifierType',
      'a list of other identifiers is another list, with members of its own',
    ),
  ],
};
