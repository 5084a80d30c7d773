/** The entries that an address names: in each environment of a project at most one. */
import type { Diagnostic, Found } from '../diagnostics/diagnostic.ts';
import type { Declaration } from '../model/declaration.ts';
import { addressOf } from '../model/entity.ts';
import { compileGlob } from '../model/name.ts';
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
 * @param withValues the address with values for its variables.
 * @returns none with an error.
 */
export function findTargets(
  address: string,
  environments: readonly (readonly Declaration[])[],
  withValues: string = address,
): Found<readonly Declaration[]> {
  const found = environments.map((declarations) =>
    declarations.filter((each) => isNamed(each, address) && each.incomplete === undefined),
  );
  const problems = [...found.flatMap(ambiguous), ...found.flat().flatMap(notManaged)];
  const targets = [...new Map(found.flat().map((each) => [entryPlace(each), each])).values()];
  if (problems.length > 0) return { value: [], diagnostics: problems.slice(0, 1) };
  if (targets.length > 0) return { value: targets, diagnostics: [] };
  const addresses = [...new Set(environments.flat().map((each) => each.address))];
  const isMeant = withValues !== address && addresses.some((each) => each === withValues);
  const hint = isMeant
    ? `Give ${quote(withValues)}: names have the values of variables.`
    : suggest(address, addresses);
  return { value: [], diagnostics: [unknown(address, hint)] };
}

/** By its name, or by the ID that binds it: `segment/#738406688413290497`. */
function isNamed(each: Declaration, address: string): boolean {
  return each.address === address || (each.id !== undefined && addressById(each) === address);
}

function addressById({ kind, id }: Declaration): string {
  return addressOf(kind, `#${id ?? ''}`);
}

function suggest(address: string, addresses: readonly string[]): string {
  if (/^(?:segment|audience)\/#\d+$/u.test(address)) {
    return 'Give the name, as in "segment/NAME". No entry has this ID as its id.';
  }
  const isGlob = /[*?]/u.test(address);
  if (isGlob && addresses.some(compileGlob(address))) {
    return 'Give the address of one entity. rename takes no wildcards.';
  }
  return suggestAddresses(address, addresses, '"segment/NAME" or "audience/NAME"');
}

function unknown(address: string, hint: string): Diagnostic {
  return {
    ...{ severity: 'error', code: 'address-unknown' },
    message: `no entity with the address ${quote(address)} is declared`,
    hint,
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
