/** The entries that an address names: in each environment of a project at most one. */
import type { Diagnostic, Found } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { addressOf } from '../model/entity.ts';
import { suggestAddresses } from '../model/suggest-addresses.ts';
import { listOf } from '../model/text/count-of.ts';
import { quote } from '../model/text/quote.ts';

/** Where an entry stands, as one text: environments may share it. */
export function entryPlace({
  source: { file, line, column },
}: Pick<Declaration, 'source'>): string {
  return `${line}:${column} ${file}`;
}

/**
 * One entry for each place.
 *
 * @param environments what each of them declares.
 * @returns none with an error.
 */
export function findTargets(
  address: string,
  environments: readonly (readonly Declaration[])[],
): Found<readonly Declaration[]> {
  const found = environments.map((declarations) =>
    declarations.filter((each) => isNamed(each, address) && each.incomplete === undefined),
  );
  const problems = [...found.flatMap(ambiguous), ...found.flat().flatMap(notManaged)];
  const targets = [...new Map(found.flat().map((each) => [entryPlace(each), each])).values()];
  if (problems.length > 0) return { value: [], diagnostics: problems.slice(0, 1) };
  if (targets.length > 0) return { value: targets, diagnostics: [] };
  const addresses = new Set(environments.flat().map((each) => each.address));
  return { value: [], diagnostics: [unknown(address, [...addresses])] };
}

/** By its name, or by the ID that binds it: `segment/#738406688413290497`. */
function isNamed(each: Declaration, address: string): boolean {
  return each.address === address || (each.id !== undefined && addressById(each) === address);
}

function addressById({ kind, id }: Declaration): string {
  return addressOf(kind, `#${id ?? ''}`);
}

function unknown(address: string, addresses: readonly string[]): Diagnostic {
  return {
    ...{ severity: 'error', code: 'address-unknown' },
    message: `no entity with the address ${quote(address)} is declared`,
    hint: suggestAddresses(address, addresses),
  };
}

function ambiguous(twins: readonly Declaration[]): readonly Diagnostic[] {
  const [first, second] = twins;
  if (first === undefined || second === undefined) return [];
  return [
    {
      ...{ severity: 'error', code: 'rename-refused', address: first.address },
      message: `${twins.length} ${first.kind}s have the name ${quote(first.name)}, and it is not clear which one is meant`,
      source: second.source,
      hint: `Give its ID: ${listOf(
        twins.map((each) => quote(addressById(each))),
        'or',
      )}.`,
      related: [{ label: 'the other one', source: first.source }],
    },
  ];
}

function notManaged({ state, kind, name, address, source }: Declaration): readonly Diagnostic[] {
  if (state === 'present') return [];
  return [
    {
      ...{ severity: 'error', code: 'rename-refused', address, source },
      message: `the ${kind} ${quote(name)} has state: ${state}, so its name is not managed here`,
      hint:
        state === 'absent'
          ? 'Remove state: absent first if the entity should stay.'
          : 'Rename it where it is managed, or remove state: released first.',
    },
  ];
}
