/** What `members` must not write over: its ledgers, its sources, and the project. */
import { join, resolve } from 'node:path';
import { DiagnosticError } from '../diagnostics/diagnostic.ts';
import type { SourceFiles } from '../members/member-source.ts';
import { sourcesIn } from './check-declared-sources.ts';
import type { CommandContext } from './command-context.ts';
import { type LoadedDeclarations, loadDeclarations } from './load-declarations.ts';
import { readReports } from './read-reports.ts';
import { type KeptGlob, type KeptPath, type Output, refuseOutputs } from './refuse-outputs.ts';

/** @throws DiagnosticError before anything is opened. */
export async function refuseMembersOutputs(context: CommandContext): Promise<void> {
  if (context.options.text('events') === null && context.options.list('report').length === 0)
    return;
  const manifests = await manifestsOf(context);
  if (manifests !== null) await refuseOver(context, manifests);
}

/** What is wrong with them is said by the run itself. */
async function manifestsOf(context: CommandContext): Promise<LoadedDeclarations | null> {
  try {
    return await loadDeclarations(context);
  } catch (error) {
    if (error instanceof DiagnosticError) return null;
    throw error;
  }
}

async function refuseOver(
  { options }: Pick<CommandContext, 'options'>,
  manifests: LoadedDeclarations,
): Promise<void> {
  const { project, folder, sources } = manifests;
  const events = options.text('events');
  const outputs: readonly Output[] = [
    ...readReports(options.list('report')).map(({ format, file }) => ({
      option: `--report ${format}`,
      file,
    })),
    ...(events === null ? [] : [{ option: '--events', file: events }]),
  ];
  const declared = sourcesIn(manifests).flatMap(({ source }) => [source, source.exclude]);
  const given = [...options.list('source'), ...options.list('exclude-source')];
  const people = [
    ...declared.flatMap(globsOf),
    ...given.map((glob) => ({ glob, folder: process.cwd(), is: peopleFile })),
  ].filter(({ glob }) => glob !== '-');
  const ledger = options.text('ledger') ?? join(folder, '.audiencectl/ledger');
  const manifestGlobs = (project.manifests ?? []).filter((glob) => !glob.startsWith('!'));
  await refuseOutputs(
    {
      files: [
        ...sources.map(({ file }): KeptPath => {
          const is = file === project.file ? 'the project file' : 'a manifest';
          return { path: resolve(folder, file), is };
        }),
        ...people.map(({ glob, folder: base, is }) => ({ path: resolve(base, glob), is })),
        ...['sandbox.json', 'sandbox.json.members', '.gitignore'].map((name) => ({
          path: join(folder, '.audiencectl', name),
          is: 'a file of the tool itself',
        })),
      ],
      folders: [{ path: ledger, is: 'in the folder of the ledgers' }],
      globs: [...people, ...manifestGlobs.map((glob) => ({ glob, folder, is: 'a manifest' }))],
      yamlIn: [folder],
    },
    outputs,
  );
}

const peopleFile = 'a source of members';

function globsOf(files: SourceFiles | null): readonly KeptGlob[] {
  return (files?.places ?? []).map(({ name, folder }) => ({ glob: name, folder, is: peopleFile }));
}
