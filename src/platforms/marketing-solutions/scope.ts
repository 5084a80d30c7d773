import type { Scope } from '../scope.ts';

export const marketingSolutionsScope: Scope = {
  attribute: 'advertiserId',
  label: 'advertiser',
  option: 'advertiser-id',
  pathPrefix: null,
  searchFilter: 'advertiserIds',
  otherOwnerCode: 'advertiser-must-match-project',
};
