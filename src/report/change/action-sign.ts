import type { PlannedChange } from '../../schema/generated/plan.ts';

export const actionSigns: Readonly<Record<PlannedChange['action'], string>> = {
  create: '+',
  update: '~',
  replace: '±',
  delete: '-',
};
