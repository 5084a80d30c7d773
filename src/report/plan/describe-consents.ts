import type { PlanDocument } from '../../schema/generated/plan.ts';
import { readAddress } from '../change/change-attributes.ts';
import { listNames, type Phrase } from '../text/phrase.ts';

/** What was allowed for a plan, by options and by manifests; null where nothing needed it. */
export function describeConsents({ consents, changes, refusals }: PlanDocument): Phrase | null {
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
  const byManifest: Phrase =
    replaced.length === 0
      ? []
      : [
          'lifecycle: { replace: allow } of ',
          ...listNames(replaced.map(({ address }) => readAddress(address).name)),
        ];
  if (options.length + byManifest.length === 0) return null;
  const given = options.length === 0 ? [] : [options.join(', ')];
  return byManifest.length === 0
    ? given
    : [...given, ...(options.length === 0 ? [] : [', ']), ...byManifest];
}
