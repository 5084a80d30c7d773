import type { Scope } from '../scope.ts';

export const commerceGridScope: Scope = {
  attribute: 'dataProviderId',
  label: 'data provider',
  option: 'data-provider-id',
  pathPrefix: null,
  searchFilter: 'dataProviderIds',
  otherOwnerCode: 'data-provider-must-match-project',
};
