import type { PlanDocument } from '../../schema/generated/plan.ts';
import { readAddress } from '../change/change-attributes.ts';
import { listNames, type Phrase } from '../text/phrase.ts';

/** What was allowed for a plan, by options and by manifests: a sentence each, where something needed it. */
export function describeConsents({ consents, changes, refusals }: PlanDocument): readonly Phrase[] {
  // Neither option has an effect on other changes, not even on deletions that a manifest asks for by name.
  const isUsed = (consent: string) =>
    consent.startsWith('max-deletes=')
      ? changes.some(({ reasons }) => reasons.some(({ code }) => code === 'pruned'))
      : consent !== 'allow-replace' || changes.some(({ action }) => action === 'replace');
  const options = consents.filter(isUsed).map((consent) => `--${consent.replace('=', ' ')}`);
  const refused = new Set(refusals.map(({ address }) => address));
  const replaced = consents.includes('allow-replace')
    ? []
    : changes.filter(({ action, address }) => action === 'replace' && !refused.has(address));
  const manifests = replaced.length === 1 ? 'The manifest allows' : 'The manifests allow';
  const names = listNames(replaced.map(({ address }) => readAddress(address).name));
  return [
    ...(options.length === 0 ? [] : [[`Allowed by the command: ${options.join(', ')}.`]]),
    ...(replaced.length === 0
      ? []
      : [[`${manifests} replacing `, ...names, ' (lifecycle.replace: allow).']]),
  ];
}
