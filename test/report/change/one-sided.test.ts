import { describe, expect, test } from '@jest/globals';
import { renderPlan } from '../../../src/report/plan/render-plan.ts';
import { aChange, aPlan } from '../a-plan.ts';

const render = (format: 'text' | 'markdown' | 'html', ...changes: ReturnType<typeof aChange>[]) =>
  renderPlan(aPlan({ changes }), { format, verbose: true });

describe('an audience of one segment', () => {
  const entity = { name: 'A', algebra: 'Buyers' };
  const gone = aChange('audience/A', 'delete', { before: entity, after: null });
  const fresh = aChange('audience/A', 'create', { before: null, after: entity });

  test('that is deleted has the sign', () => {
    expect(render('text', gone)).toMatch(/^ *who +Buyers$/mu);
    expect(render('markdown', gone)).toMatch(/^- +Buyers$/mu);
    expect(render('html', gone)).toMatch(/<del class="mark minus">.*?Buyers/u);
  });

  test('that is created has it, too', () => {
    expect(render('text', fresh)).toMatch(/^ *who +Buyers$/mu);
    expect(render('markdown', fresh)).toMatch(/^\+ +Buyers$/mu);
    expect(render('html', fresh)).toMatch(/<ins class="mark plus">.*?Buyers/u);
  });
});

test.each(['text', 'markdown', 'html'] as const)('a description is called one, as %s', (format) => {
  const list = { name: 'L', contactList: {}, description: 'People with consent' };
  const created = aChange('segment/L', 'create', { before: null, after: list });
  const shown = render(format, created).replaceAll('&quot;', '"');
  expect(shown).toContain('description "People with consent"');
  const audience = { name: 'A', algebra: 'B', description: 'Consent' };
  const other = aChange('audience/A', 'create', { before: null, after: audience });
  expect(render(format, other).replaceAll('&quot;', '"')).toContain('description "Consent"');
});

test('a base that is a folder called base is not named twice', () => {
  const comment = renderPlan(aPlan({ base: 'base', changes: [aChange('audience/A', 'update')] }), {
    format: 'markdown',
  });
  expect(comment).toContain('<code>base</code>');
  expect(comment).not.toContain('base <code>base</code>');
});
