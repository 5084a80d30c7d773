import { DiagnosticError } from '../../diagnostics/diagnostic.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import { askWho } from '../../reconciler/who.ts';
import { describeWho, renderWho } from '../../report/look-ups/render-who.ts';
import type { PartialPerson } from '../../rules/who.ts';
import { usageError } from '../arguments/usage-error.ts';
import { loadSnapshot } from '../planning/load-snapshot.ts';
import type { CommandContext, RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { renderJson } from '../process/render-json.ts';
import { loadDeclarations, refuseErrors } from '../project/load-declarations.ts';
import { loadProject } from '../project/load-project.ts';

/** `who`: which audiences reach a person of whom only some segments are known. */
export const runWho: RunCommand = async (context) => {
  const { options, terminal, notices } = context;
  const once = (names: readonly string[]) => [...new Set(names)];
  const person = { in: once(options.list('in')), notIn: once(options.list('not-in')) };
  if (person.in.length + person.notIn.length === 0) {
    throw new DiagnosticError([
      usageError(
        'missing-option',
        'who needs --in or --not-in',
        'Give --in NAME for a segment or an audience that the person is in.',
      ),
    ]);
  }
  const saved = options.text('snapshot');
  const { project, ...answer } =
    saved === null
      ? await askManifests(context, person)
      : await askSnapshot(saved, context, person);
  const isJson = options.text('format') === 'json';
  const { ownerLabel } = platformNamed(project.platform);
  terminal.writeResult(
    isJson
      ? renderJson({ formatVersion: 1, ...describeWho(answer), diagnostics: notices.list() })
      : renderWho(answer, ownerLabel, options.flag('verbose')),
  );
  return exitCodes.done;
};

async function askManifests(context: CommandContext, person: PartialPerson) {
  const manifests = await loadDeclarations(context);
  refuseErrors(manifests);
  return { ...askWho(person, manifests, null), project: manifests.project };
}

/** Of the manifests, errors say nothing about what is remote. */
async function askSnapshot(file: string, context: CommandContext, person: PartialPerson) {
  const { project } = await loadProject(context);
  const snapshot = await loadSnapshot(file, project);
  return { ...askWho(person, { project, declarations: [] }, snapshot), project };
}
