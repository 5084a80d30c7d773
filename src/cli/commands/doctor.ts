import type { Check } from '../../diagnostics/check.ts';
import { type Diagnostic, DiagnosticError } from '../../diagnostics/diagnostic.ts';
import type { Declaration } from '../../model/declaration.ts';
import type { Project } from '../../model/project.ts';
import type { Platform } from '../../platforms/platform.ts';
import { platformNamed } from '../../platforms/platform-named.ts';
import { loadManifests } from '../../reconciler/load.ts';
import type { NamedRetailer } from '../../remote/look-ups/check-retailers.ts';
import type { RemoteOptions } from '../../remote/remote-options.ts';
import { renderChecks } from '../../report/findings/render-checks.ts';
import { checkCredentials, checkProxy } from '../connection/check-environment.ts';
import { withRemoteOptions } from '../connection/connect-remote.ts';
import { findRetailers } from '../connection/find-retailers.ts';
import { warnOfVersions } from '../connection/warn-of-versions.ts';
import type { CommandContext, RunCommand } from '../process/command-context.ts';
import { exitCodes } from '../process/exit-codes.ts';
import { renderJson } from '../process/render-json.ts';
import { checkSchemaFiles } from '../project/check-schema-files.ts';
import { loadProject } from '../project/load-project.ts';
import { readManifestSchema } from '../read-schema.ts';

/** `doctor`: whether a plan could be made from here, and what prevents it. It cannot write. */
export const runDoctor: RunCommand = async (context) => {
  const { options, terminal, notices } = context;
  const loaded = await loadProject(context);
  const { project, folder, manifests } = loaded;
  warnOfVersions(context, project, loaded);
  const versions = notices.list().map(checkVersion);
  const { declarations } = loadManifests(project, manifests, []);
  const retailers = findRetailers(project, declarations);
  const checks = [
    checkProject(project),
    ...versions,
    ...(await checkSchemaFiles(loaded, project)),
    ...(await checkConnection(context, project, folder, { retailers, declarations })),
    ...notices.list().slice(versions.length).map(checkVersion),
  ];
  const noticed = new Set(notices.list().map((notice) => checkVersion(notice).text));
  context.among?.onFindings(checks.filter(({ text }) => !noticed.has(text)).flatMap(findingOf));
  terminal.writeResult(
    options.text('format') === 'json'
      ? renderJson({ formatVersion: 1, checks, diagnostics: notices.list() })
      : renderChecks(checks, terminal.resultColor),
  );
  return checks.some(({ status }) => status === 'fail') ? exitCodes.error : exitCodes.done;
};

function checkProject({ name, environment, platform, scopeId, apiVersion }: Project): Check {
  const { label, scope } = platformNamed(platform);
  const where = environment === null ? '' : `, ${environment}`;
  const text = `${name}${where}: ${label} ${scope.label} ${scopeId}, API ${apiVersion}`;
  return { name: 'project', status: 'ok', text };
}

/** What a report of many projects says of a check. */
function findingOf({ name, status, text, hint }: Check): readonly Diagnostic[] {
  if (status === 'ok') return [];
  const severity = status === 'fail' ? 'error' : 'warning';
  return [{ severity, code: name, message: text, ...(hint === undefined ? {} : { hint }) }];
}

/** In short, since the warning itself, with its place and what to do, is on stderr. */
function checkVersion({ code, message }: Diagnostic): Check {
  const [first = ''] = message.split(/, which |: [A-Z]{3,} |\. Criteo says: /u, 1);
  return { name: 'api-version', status: 'warn', text: `${first} (${code})` };
}

/** What the manifests name, to be looked at. */
interface Named {
  readonly retailers: readonly NamedRetailer[];
  readonly declarations: readonly Declaration[];
}

async function checkConnection(
  context: CommandContext,
  project: Project,
  folder: string,
  { retailers, declarations }: Named,
): Promise<readonly Check[]> {
  const { environment } = context;
  const isSandbox = context.options.flag('sandbox');
  const credentials = isSandbox ? [] : [checkCredentials(environment, project.credentials)];
  if (credentials.some(({ status }) => status === 'fail')) return credentials;
  try {
    return await withRemoteOptions(context, project, folder, {}, async (options) => {
      const { examineApi } = await import('../../remote/look-ups/examine-api.ts');
      const proxy = checkProxy(options.apiUrl, environment);
      if (proxy.status === 'fail') return [...credentials, proxy];
      const found = await examineApi(options, retailers);
      const canRead = found.every(({ status }) => status !== 'fail');
      const isReached = found.some(({ status }) => status !== 'fail');
      const specifications = !context.options.flag('spec')
        ? []
        : isReached
          ? await checkSpecifications(options)
          : [notCompared];
      const { checkContactLists } = await import('../connection/check-contact-lists.ts');
      return [
        ...credentials,
        proxy,
        ...(isSandbox ? found.map((check) => ofSandbox(check, project)) : found),
        ...(canRead ? await checkContactLists(options, project, declarations) : []),
        ...(canRead ? [permissionsOf(platformNamed(project.platform))] : []),
        ...specifications,
      ];
    });
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    return [...credentials, ...error.diagnostics.map(checkOf)];
  }
}

/** The sandbox lists the accounts that its data has, and serves any other one, too. */
function ofSandbox(check: Check, { platform, scopeId }: Project): Check {
  const { label } = platformNamed(platform).scope;
  if (check.name !== label || !check.text.endsWith('is not listed for this application')) {
    return check;
  }
  return { name: label, status: 'ok', text: `${label} ${scopeId} has no data in the sandbox yet` };
}

/** An API that did not answer in time is not asked again. */
const notCompared: Check = {
  name: 'api-spec-unavailable',
  status: 'warn',
  text: 'nothing was compared with the specification, because the checks above failed',
};

async function checkSpecifications(options: RemoteOptions): Promise<readonly Check[]> {
  const { examineSpecifications } = await import(
    '../../remote/specification/examine-specifications.ts'
  );
  return examineSpecifications(options, await readManifestSchema());
}

/** What stops a connection before the first request, such as a wrong `--api-url`. */
function checkOf({ code, message, hint }: DiagnosticError['diagnostics'][number]): Check {
  return { name: code, status: 'fail', text: message, ...(hint === undefined ? {} : { hint }) };
}

function permissionsOf({ permissions: { read, manage } }: Platform): Check {
  return {
    name: 'permissions',
    status: 'ok',
    text: 'reading is allowed. Only a write could show whether writing is allowed, and doctor never writes',
    hint: `For jobs on pull requests, use an application that has only the permission "${read}". Only the job that applies needs "${manage}".`,
  };
}
