/** What `validate` checks: the project, or every environment of it where none is chosen. */
import { type Diagnostic, sortDiagnostics } from '../../diagnostics/diagnostic.ts';
import { joinHouseRules } from '../../model/house-rule.ts';
import type { NamedEnvironment } from '../../project/choose-environment.ts';
import { findUnused, type ProjectUse } from '../../reconciler/load.ts';
import { checkDeclaredSources } from '../members/check-declared-sources.ts';
import type { CommandContext } from '../process/command-context.ts';
import { addUnused, type FoundDeclarations, findEnvironment } from './load-declarations.ts';

/** Findings and declarations of all environments, each once. */
export async function findAllDeclarations(
  context: Pick<CommandContext, 'options' | 'among'>,
): Promise<FoundDeclarations> {
  const chosen = context.options.text('env');
  const only = await checkDeclaredSources(await findEnvironment(context, {}, chosen));
  const { environments } = only;
  if (environments.length === 0 || chosen !== null) return addUnused(only);
  const found: FoundDeclarations[] = [];
  for (const { name } of environments) {
    found.push(await checkDeclaredSources(await findEnvironment(context, {}, name)));
  }
  const uses = found.flatMap(({ project, ...use }): readonly ProjectUse[] =>
    project === null ? [] : [{ project, ...use }],
  );
  const unused = findUnused(uses, uses.length === found.length);
  const declarations = new Map(
    found.flatMap((each) => each.declarations.map((one) => [one.address, one] as const)),
  );
  const sources = new Map(
    found.flatMap((each) => each.sources.map((one) => [one.file, one] as const)),
  );
  return {
    ...only,
    project: uses[0]?.project ?? null,
    declarations: [...declarations.values()],
    houseRules: joinHouseRules(found.map(({ houseRules }) => houseRules)),
    sources: [...sources.values()],
    findings: sortDiagnostics([...mergeFindings(environments, found), ...unused]),
  };
}

/** Each finding once; one that not every environment has says whose it is. */
function mergeFindings(
  environments: readonly NamedEnvironment[],
  found: readonly FoundDeclarations[],
): readonly Diagnostic[] {
  const merged = new Map<string, { finding: Diagnostic; of: NamedEnvironment[] }>();
  environments.forEach((environment, index) => {
    for (const finding of found[index]?.findings ?? []) {
      const key = JSON.stringify(finding);
      const known = merged.get(key);
      if (known === undefined) merged.set(key, { finding, of: [environment] });
      else if (!known.of.includes(environment)) known.of.push(environment);
    }
  });
  return [...merged.values()].map(({ finding, of }) =>
    of.length === environments.length ? finding : { ...finding, related: relate(finding, of) },
  );
}

function relate(
  { related = [] }: Diagnostic,
  environments: readonly NamedEnvironment[],
): NonNullable<Diagnostic['related']> {
  return [
    ...related,
    ...environments.map(({ name, source }) => ({ label: `in the environment ${name}`, source })),
  ];
}
