import { DiagnosticError } from '../../../diagnostics/diagnostic.ts';
import type { Project } from '../../../model/project.ts';
import { correctCountry } from '../../../model/text/correct-country.ts';
import type { CatalogueName } from '../../../platforms/platform.ts';
import { platformNamed, platforms } from '../../../platforms/platform-named.ts';
import type { CatalogueEntry } from '../../../remote/look-ups/read-catalogue.ts';
import { renderCatalogue } from '../../../report/look-ups/render-catalogue.ts';
import { quoteName } from '../../../report/text/printable.ts';
import { usageError } from '../../arguments/usage-error.ts';
import { connectReader } from '../../connection/connect-remote.ts';
import type { CommandContext, RunCommand } from '../../process/command-context.ts';
import { exitCodes } from '../../process/exit-codes.ts';
import { renderJson } from '../../process/render-json.ts';
import { loadProject } from '../../project/load-project.ts';
import { filterCatalogue } from './filter-catalogue.ts';

/** `catalog LIST [SEARCH]`: lists to find the IDs and names that manifests need. */
export const runCatalog: RunCommand = async (context) => {
  const { operand, secondOperand, options, terminal, notices } = context;
  const list = lists.find((name) => name === operand) ?? 'behavioral';
  const { project, folder } = await loadProject(context);
  const { label, catalogues } = platformNamed(project.platform);
  if (!catalogues.includes(list)) {
    const others = platforms.filter((each) => each.catalogues.includes(list));
    const own = catalogues.map((name) => `audiencectl catalog ${name}`).join(' or ');
    throw refusal(
      'catalog-platform',
      `"${project.name}" is a project of ${label}, which has no list of ${nouns[list]}`,
      `Run it in a ${others.map(({ name }) => name).join(' or ')} project${own === '' ? '' : `, or run ${own}`}.`,
    );
  }
  const country = readCountry(list, context);
  const entries = await connectReader(context, project, folder, (remote) =>
    remote.readCatalogue(list, country ?? ''),
  );
  const found = filterCatalogue(entries, country, secondOperand);
  if (found.length === 0 && entries.some(({ name }) => name === null)) {
    terminal.writeNote('The API gives no names here. Search for an ID, or for the ID of a parent.');
  }
  const unnamed = list === 'retailers' ? exampleLabel(found, project) : null;
  if (unnamed !== null) {
    terminal.writeNote(`Plans show these names if ${project.file} has them, such as ${unnamed}.`);
  }
  const rest = { diagnostics: notices.list() };
  terminal.writeResult(
    options.text('format') === 'json'
      ? renderJson({ formatVersion: 1, catalog: list, country, entries: found, ...rest })
      : renderCatalogue(found),
  );
  return exitCodes.done;
};

const nouns: Readonly<Record<CatalogueName, string>> = {
  retailers: 'retailers',
  interests: 'interests',
  brands: 'brands',
  behavioral: 'behavioral segments',
};

const lists = ['retailers', 'interests', 'brands', 'behavioral'] as const;

/** What is in market depends on the country; behavioral segments are listed for all of them, too, and retailers have none. */
function readCountry(list: (typeof lists)[number], { options }: CommandContext): string | null {
  const country = options.text('country')?.toUpperCase() ?? null;
  if (country !== null && list === 'retailers') {
    throw refusal(
      'conflicting-options',
      'catalog retailers lists the retailers of an account, whatever their country',
      'Leave out --country.',
    );
  }
  const correction = country === null ? null : correctCountry(country);
  if (country !== null && (correction !== null || !/^[A-Z]{2}$/u.test(country))) {
    throw refusal(
      'invalid-option',
      `--country "${country}" is not a country code`,
      correction ?? 'Give the two letters of ISO 3166-1, such as FR.',
    );
  }
  if (country === null && (list === 'interests' || list === 'brands')) {
    throw refusal(
      'missing-option',
      `catalog ${list} needs --country`,
      'Give a country: --country FR lists what is available in France.',
    );
  }
  return country;
}

/** How the project file names a retailer that it does not name yet; null where it names them all. */
function exampleLabel(found: readonly CatalogueEntry[], { labels }: Project): string | null {
  const known = labels.retailerIds ?? {};
  const entry = found.find(({ id, name }) => name !== null && !Object.hasOwn(known, id));
  if (entry === undefined) return null;
  return `labels: { retailerIds: { ${quoteName(entry.id)}: ${quoteName(entry.name ?? '')} } }`;
}

function refusal(code: string, message: string, hint: string): DiagnosticError {
  return new DiagnosticError([usageError(code, message, hint)]);
}
