/** For codes that Commerce Grid has alone. */
import { aSegment } from '../example-manifest.ts';

export const commerceGridExamples: Readonly<Record<string, string>> = {
  'data-provider-must-match-project': aSegment('contactList: {}\n    dataProviderId: "4949"'),
};
