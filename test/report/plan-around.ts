import { quote } from '../../src/model/text/quote.ts';
import type { PlanDocument } from '../../src/schema/generated/plan.ts';
import { aChange, anAffected, aPlan } from './a-plan.ts';

/** Every place of a plan that can hold a name, holding this one. */
export function planAround(name: string): PlanDocument {
  const audience = aChange(`audience/${name}`, 'update', {
    reasons: [
      { code: 'renamed', text: `renamed from "${name}"` },
      { code: 'attribute-changed', text: 'description', origin: 'conflict' },
    ],
    reach: {
      verdict: 'different',
      enter: `in ${quote(name)}`,
      leave: `not in ${quote(name)} or "Other"`,
    },
    liveUse: { known: true, adSetIds: ['1'] },
    before: { name: 'Old', description: name, algebra: { and: [name, 'Other'] } },
    after: {
      ...{ name, description: `${name}!` },
      algebra: { and: [{ not: name }, 'Other', { segmentId: '3' }, { segmentId: '4' }] },
    },
    segmentIds: { before: { [name]: '1', Other: '2' }, after: { [name]: '1', Other: '2' } },
    segmentNames: { 3: name, 4: `not ${name}` },
    meta: { [name]: name },
    source: { file: `(${name}).yaml`, line: 1, column: 1 },
  });
  const replaced = aChange(`segment/${name}`, 'replace', {
    undo: 'irreversible',
    reasons: [{ code: 'immutable-attribute-changed', text: 'retailerId' }],
    before: { name, retailerId: '1', lookalike: { seedSegment: name } },
    after: {
      ...{ name, retailerId: '2', contactList: { identifierType: name } },
      events: { categoryIds: ['3'] },
    },
    steps: [{ verb: 'update', address: `audience/${name}`, text: `move audience "${name}" to it` }],
  });
  const plan = aPlan({ changes: [audience, replaced] });
  return {
    ...plan,
    project: { ...plan.project, name, environment: `(${name})` },
    base: name,
    affected: [{ ...anAffected(name, name), enter: `newly in ${quote(name)}` }],
    labels: { retailerIds: { 1: name, 2: name }, categoryIds: { 3: name } },
    leftAlone: [{ address: `audience/${name}`, id: '1', reason: 'drift', text: name }],
    unmanaged: [
      { address: `segment/${name}`, id: '2', text: `used by "${name}"` },
      { address: `segment/${name}`, id: '3', deletedBy: `- { name: "${name}" }` },
    ],
    refusals: [
      {
        code: 'protected',
        address: `segment/${name}`,
        text: `used by "${name}"`,
        fix: `keep "${name}"`,
      },
    ],
    diagnostics: [
      {
        severity: 'warning',
        code: 'x',
        message: `"${name}" is odd`,
        hint: `rename "${name}"`,
        source: { file: name, line: 1, column: 1 },
      },
    ],
  };
}
