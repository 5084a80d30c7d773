import { hasErrors } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import { loadManifests } from '../../reconciler/load.ts';
import { type RenamedProject, type RenameResult, renameInAll } from '../../reconciler/rename.ts';
import { renderNoRename, renderRename } from '../../report/look-ups/render-rename.ts';
import { type FilesPatch, makePatch } from '../editing/make-patch.ts';
import { showPatch } from '../editing/show-patch.ts';
import { writeUncut } from '../editing/write-uncut.ts';
import { writeWarnings } from '../output/write-warnings.ts';
import type { CommandContext, RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { LocatedError } from '../process/located-error.ts';
import { renderJson } from '../process/render-json.ts';
import { type FoundProject, findProject } from '../project/load-project.ts';
import { readSisters } from '../project/read-sisters.ts';
import { createReaderIndex } from '../project/readers/create-reader-index.ts';
import { findReadElsewhere } from '../project/readers/find-read-elsewhere.ts';
import { sameTarget } from '../project/same-target.ts';

/** `rename`: an entity gets another name in git, and all that names it follows. */
export const runRename: RunCommand = async (context) => {
  const { options, operand, secondOperand, terminal } = context;
  const { projects, folder, sources } = await findProjects(context);
  const readers = createReaderIndex({ skip: [], ofRun: [], vars: {} });
  const { value, diagnostics } = renameInAll(projects, {
    address: operand ?? '',
    name: secondOperand ?? '',
    environment: options.text('env'),
    readElsewhere: (await findReadElsewhere(folder, sources, readers)).files,
  });
  if (value === null) throw new LocatedError(diagnostics, { sources, folder });
  const isCheck = options.flag('check');
  const patch = await makePatch(value.files, folder);
  if (!isCheck) await writeUncut(value.files, folder, context);
  if (options.text('format') === 'json') {
    terminal.writeResult(renderJson(describe(value, patch, [...diagnostics])));
  } else {
    show(value, patch, folder, context);
    writeWarnings(context, diagnostics, { sources, folder });
  }
  return isCheck && patch.patch !== '' ? exitCodes.changes : exitCodes.done;
};

function describe(
  { from, to, files, edits }: RenameResult,
  { patch }: FilesPatch,
  diagnostics: readonly object[],
) {
  return {
    formatVersion: 1,
    renamed: files.length === 0 ? null : { from, to },
    files: files.map(({ file }) => ({ file, change: 'edited' })),
    edits,
    diff: patch,
    diagnostics,
  };
}

function show(
  renamed: RenameResult,
  patch: FilesPatch,
  folder: string,
  context: CommandContext,
): void {
  const { options, terminal } = context;
  if (renamed.files.length === 0) terminal.writeNote(renderNoRename(renamed));
  else if (options.flag('check')) {
    showPatch(patch, folder, context);
    terminal.writeNote('Nothing was written.');
  } else {
    const env = options.text('env');
    const plan = `audiencectl plan${sameTarget(context)}${env === null ? '' : ` --env ${env}`}`;
    terminal.writeResult(renderRename(renamed, `Next: git diff, then ${plan}.`));
  }
}

/** Every environment of the project: they share files. */
async function findProjects(context: CommandContext): Promise<{
  readonly projects: readonly RenamedProject[];
  readonly folder: string;
  readonly sources: readonly SourceFile[];
}> {
  const first = await findProject(context, null);
  const names = first.environments.map(({ name }) => name);
  const chosen = context.options.text('env');
  // Says that there is no such environment.
  const all = [...new Set(chosen === null || names.includes(chosen) ? names : [...names, chosen])];
  const found: FoundProject[] = [];
  for (const name of all) found.push(await findProject(context, name));
  const projects = await Promise.all((all.length === 0 ? [first] : found).map(loadOne));
  const sources = new Map(
    projects.flatMap((each) => each.sources.map((source) => [source.file, source] as const)),
  );
  return { projects, folder: first.folder, sources: [...sources.values()] };
}

async function loadOne(found: FoundProject): Promise<RenamedProject> {
  const { project, diagnostics, manifests, folder, sources } = found;
  const [projectFile] = sources;
  if (project === null || projectFile === undefined || hasErrors(diagnostics)) {
    throw new LocatedError(diagnostics, found);
  }
  const sisters = await readSisters(project, folder, manifests, null);
  const loaded = { ...loadManifests(project, manifests, diagnostics), sisters };
  return { loaded, sources: [projectFile, ...manifests] };
}
