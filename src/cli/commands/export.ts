import { access, mkdir } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type Diagnostic, DiagnosticError, hasErrors } from '../../diagnostics/diagnostic.ts';
import { isInside } from '../../files/find-repository.ts';
import type { Kind } from '../../model/entity.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import type { Project } from '../../model/project.ts';
import type { Snapshot } from '../../model/remote/snapshot.ts';
import { countOf, listOf } from '../../model/text/count-of.ts';
import { countKinds, platformNamed } from '../../platforms/platform-named.ts';
import {
  exportRemote,
  findExportedTwice,
  type ManifestExport,
  writeStream,
} from '../../reconciler/export-remote.ts';
import { quoteName } from '../../report/text/printable.ts';
import { usageError } from '../arguments/usage-error.ts';
import { connectReader } from '../connection/connect-remote.ts';
import { refuseSecrets } from '../output/refuse-secrets.ts';
import { proveFolder, refusePath, writeFileWhole, writeNewFile } from '../output/write-file.ts';
import { writeWarnings } from '../output/write-warnings.ts';
import { loadSnapshot } from '../planning/load-snapshot.ts';
import type { CommandContext, RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { LocatedError } from '../process/located-error.ts';
import { manifestSchemaFile, withModeline } from '../project/for-editors.ts';
import { type FoundProject, findProject } from '../project/load-project.ts';
import { readSisters } from '../project/read-sisters.ts';

/** `export`: what is remote as manifests, such that a plan with them is empty. */
export const runExport: RunCommand = async (context) => {
  const { options, terminal } = context;
  const found = await findProject(context);
  const project = projectOf(found);
  // Standard output is where it goes without --out, too.
  const named = options.text('out');
  const out = named === '-' ? null : named;
  if (out !== null) await proveFolder(out);
  const { folder, manifests } = found;
  const sisters = await readSisters(project, folder, manifests, null);
  const remote = await readRemote(context, project, folder);
  const exported = exportRemote({ project, sisters }, remote, {
    layout: options.text('layout') === 'entity' ? 'entity' : 'retailer',
    target: options.list('target'),
    exclude: options.list('exclude'),
  });
  if (hasErrors(exported.notes)) throw new DiagnosticError(exported.notes);
  for (const { file, text } of exported.files) refuseSecrets(`The file "${file}"`, text, terminal);
  const hasSchema = out !== null && isInside(folder, resolve(out));
  if (out === null) terminal.writeResult(writeStream(exported.files));
  else {
    const files = hasSchema
      ? exported.files.map((each) => withSchema(each, out, folder))
      : exported.files;
    await writeFiles(files, out, options.flag('force'));
  }
  if (hasSchema) await writeSchema(folder, project);
  const warnings = [
    ...exported.notes,
    ...(out === null ? [] : await checkPlace(exported, out, context, { project, found })),
  ];
  writeWarnings(context, warnings, { sources: out === null ? [] : found.sources, folder });
  terminal.writeNote(summarize(exported, out, project));
  return exitCodes.done;
};

/** A project that is still without manifests is what an export is for. */
function projectOf(found: FoundProject): Project {
  const { project, diagnostics } = found;
  const others = diagnostics.filter(({ code }) => code !== 'no-manifests');
  if (project === null || hasErrors(others)) throw new LocatedError(diagnostics, found);
  return project;
}

function readRemote(context: CommandContext, project: Project, folder: string): Promise<Snapshot> {
  const saved = context.options.text('snapshot');
  return saved === null
    ? connectReader(context, project, folder, (remote) => remote.readSnapshot())
    : loadSnapshot(saved, project);
}

/** With the schema by which editors check it; files elsewhere could not name one of the project. */
function withSchema(each: SourceFile, out: string, folder: string): SourceFile {
  const path = relative(folder, resolve(out, each.file)).split(sep).join('/');
  return { ...each, text: withModeline({ path, text: each.text }).text };
}

/** Leaves one that is there: it may be of another version, and doctor says how to renew it. */
async function writeSchema(folder: string, { platform }: Project): Promise<void> {
  const { path, text } = await manifestSchemaFile(platform);
  await writeNewFile(join(folder, path), text);
}

/** Writes all files or, where one is in the way, none of them. Throws a DiagnosticError. */
async function writeFiles(
  files: readonly SourceFile[],
  out: string,
  force: boolean,
): Promise<void> {
  await refusePath(out);
  const paths = files.map(({ file }) => join(out, file));
  const inTheWay = force ? [] : await existing(paths);
  if (inTheWay.length > 0) {
    throw new DiagnosticError([
      usageError(
        'file-exists',
        `not overwritten: ${inTheWay.join(', ')}`,
        'Export to another folder with --out, or overwrite them with --force.',
      ),
    ]);
  }
  for (const { file, text } of files) {
    const path = join(out, file);
    await createFolder(dirname(path));
    await writeFileWhole(path, text);
  }
}

async function existing(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(
    paths.map((path) =>
      access(path).then(
        () => [path],
        () => [],
      ),
    ),
  );
  return found.flat();
}

async function createFolder(folder: string): Promise<void> {
  // Before it is made: a link in the other folder may lead anywhere.
  await refusePath(folder);
  try {
    await mkdir(folder, { recursive: true });
  } catch (cause) {
    const message = `the folder "${folder}" can't be made`;
    const finding: Diagnostic = { severity: 'error', code: 'file-not-writable', message };
    throw new DiagnosticError([finding], { cause });
  }
}

/** What a plan would stumble over: files that it does not read, and entities declared elsewhere too. */
async function checkPlace(
  { files, declared }: ManifestExport,
  out: string,
  context: CommandContext,
  { project, found }: { readonly project: Project; readonly found: FoundProject },
): Promise<readonly Diagnostic[]> {
  const written = new Set(files.map(({ file }) => resolve(out, file)));
  const others = found.manifests.filter(({ file }) => !written.has(resolve(found.folder, file)));
  const { manifests } = await findProject(context);
  const read = new Set(manifests.map(({ file }) => resolve(found.folder, file)));
  const unread = [...written].filter((file) => !read.has(file));
  if (unread.length === 0) return findExportedTwice(declared, project, others);
  return [
    {
      severity: 'warning',
      code: 'no-manifests',
      message: `${unread.length} of ${countOf(files.length, 'exported file')} ${unread.length === 1 ? 'is' : 'are'} not matched by manifests of this project`,
      hint: 'Export into the project folder, or add the folder to manifests. No plan reads these files where they are now.',
    },
  ];
}

function summarize(
  { declared, leftOut, commented, files }: ManifestExport,
  out: string | null,
  { platform }: Project,
): string {
  const count = (kind: Kind) => declared.filter((entity) => entity.kind === kind).length;
  const counts = { segment: count('segment'), audience: count('audience') };
  const what = listOf(countKinds(platformNamed(platform), counts));
  const where = out === null ? '' : `, ${countOf(files.length, 'file')} in ${quoteName(out)}`;
  const rest =
    leftOut.length === 0
      ? ''
      : ` ${leftOut.length} more left out; comments in ${commented.join(' and ')} say why.`;
  return `Exported ${what}${where}.${rest}`;
}
