import type { Scope } from '../scope.ts';

export const retailMediaScope: Scope = {
  attribute: 'accountId',
  label: 'account',
  option: 'account-id',
  pathPrefix: 'accounts',
  searchFilter: null,
  otherOwnerCode: null,
};
