import { describe, expect, test } from '@jest/globals';
import type { Ownership } from '../../src/model/ownership.ts';
import { validateDeclarations } from '../../src/validation/validate-declarations.ts';
import { absent, anAudience, aProject, aSegment } from '../support/a-world.ts';

const declarations = [
  aSegment('FR | Shoes'),
  aSegment('DE | Shoes', { retailerId: '9' }),
  absent('segment', 'FR | Gone'),
  absent('segment', 'DE | Gone'),
  anAudience('FR | Buyers', 'FR | Shoes'),
  anAudience('DE | Buyers', 'DE | Shoes', { retailerId: '9' }),
];

function outside(owns: Ownership | null): readonly string[] {
  const findings = validateDeclarations(declarations, aProject({ owns }));
  return findings
    .filter(({ code }) => code === 'outside-ownership')
    .map(({ address }) => address ?? '')
    .sort();
}

describe('outside-ownership', () => {
  test.each<{ about: string; owns: Ownership | null; expected: readonly string[] }>([
    { about: 'nothing said', owns: null, expected: [] },
    { about: 'no kind', owns: {}, expected: [] },
    {
      about: 'names of one kind',
      owns: { segments: { names: ['FR | *'] } },
      expected: ['segment/DE | Gone', 'segment/DE | Shoes'],
    },
    {
      about: 'names of the other kind',
      owns: { audiences: { names: ['FR | *', 'IT | *'] } },
      expected: ['audience/DE | Buyers'],
    },
    {
      about: 'retailers, which an absent one may leave unsaid',
      owns: { segments: { retailerIds: ['1234'] } },
      expected: ['segment/DE | Shoes'],
    },
    {
      about: 'names and retailers',
      owns: { segments: { names: ['*Shoes'], retailerIds: ['9'] } },
      expected: ['segment/FR | Shoes'],
    },
    {
      about: 'nothing at all',
      owns: { audiences: { names: [] } },
      expected: ['audience/DE | Buyers', 'audience/FR | Buyers'],
    },
  ])('$about', ({ owns, expected }) => {
    expect(outside(owns)).toEqual(expected);
  });

  test('stands at the entity and says what is owned', () => {
    const project = aProject({ owns: { segments: { names: ['FR *'], retailerIds: ['7', '8'] } } });
    const [finding] = validateDeclarations([aSegment('Shoes')], project);
    expect(finding).toMatchObject({
      severity: 'error',
      message: 'segment "Shoes" is outside what the project owns: names "FR *" of retailers 7, 8',
      source: { file: 'segments.yaml', line: 1, column: 1 },
    });
  });

  test('what is let go is another’s from then on', () => {
    const project = aProject({ owns: { segments: { names: ['FR *'] } } });
    const released = { ...absent('segment', 'DE | Moved'), state: 'released' } as const;
    expect(validateDeclarations([released], project)).toEqual([]);
  });

  test('what is to go by its ID alone has no name to be judged by', () => {
    const project = aProject({ owns: { segments: { names: ['FR *'] } } });
    const gone = { ...absent('segment', ''), id: '1' };
    expect(validateDeclarations([gone], project)).toEqual([]);
  });
});
