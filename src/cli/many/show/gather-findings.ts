/** The findings of `validate` over many projects, for the formats of other tools. */
import { basename, dirname, join } from 'node:path';
import type { Diagnostic, Source } from '../../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../../model/files/source-file.ts';
import { type HouseRules, noHouseRules } from '../../../model/house-rule.ts';
import type { FindingsFormat } from '../../../report/report-format.ts';
import { createFindingsRenderer } from '../../output/create-findings-renderer.ts';
import type { Environment } from '../../process/command-context.ts';
import { nameOfRun, type ProjectRun } from '../project/run-project.ts';

export interface GatheredFindings {
  readonly add: (run: ProjectRun) => void;
  /** What concerns no single project, with places as the working directory sees them. */
  readonly addBeside: (findings: readonly Diagnostic[]) => void;
  readonly renderer: (environment: Environment) => Promise<(format: FindingsFormat) => string>;
}

/** Of the texts it keeps those that a finding points into. */
export function gatherFindings(): GatheredFindings {
  const diagnostics: Diagnostic[] = [];
  const found = new Map<string, FoundFinding>();
  const sources = new Map<string, SourceFile>();
  const rules = new Map<string, HouseRules['rules'][number]>();
  const people = new Map<string, HouseRules['people'][number]>();
  return {
    add: (run) => {
      const { file } = run.target;
      const move = mover(file);
      for (const finding of run.diagnostics) {
        const moved = moveFinding(finding, file, move);
        const key = JSON.stringify(moved);
        const known = found.get(key) ?? { finding: moved, projects: [], fails: false };
        known.projects.push({ name: nameOfRun(run), file });
        known.fails ||= run.beside?.fails(finding) ?? finding.severity === 'error';
        found.set(key, known);
      }
      if (!sources.has(file)) sources.set(file, { file, text: '' });
      for (const source of sourcesOf(run, dirname(file))) sources.set(source.file, source);
      const { houseRules = noHouseRules } = run.beside ?? {};
      // Projects share rules; each is named once.
      for (const rule of houseRules.rules.map(move)) rules.set(keyOf(rule), rule);
      for (const one of houseRules.people.map(move)) people.set(keyOf(one), one);
    },
    addBeside: (findings) => {
      diagnostics.push(...findings);
      for (const { source } of findings) {
        if (source !== undefined) sources.set(source.file, { file: source.file, text: '' });
      }
    },
    renderer: (environment) => {
      const gathered = [...found.values()].map((each) => ({ ...each, finding: relate(each) }));
      const failing = new Set(gathered.flatMap(({ finding, fails }) => (fails ? finding : [])));
      return createFindingsRenderer(
        {
          diagnostics: [...gathered.map(({ finding }) => finding), ...diagnostics],
          sources: [...sources.values()],
          folder: process.cwd(),
          houseRules: { rules: [...rules.values()], people: [...people.values()] },
          fails: (finding) => failing.has(finding),
        },
        environment,
      );
    },
  };
}

/** Projects share manifests: the same finding at the same place is one. */
interface FoundFinding {
  readonly finding: Diagnostic;
  readonly projects: { readonly name: string; readonly file: string }[];
  fails: boolean;
}

/** It says whose it is if it is of several. */
function relate({ finding, projects }: FoundFinding): Diagnostic {
  if (projects.length === 1) return finding;
  const whose = projects.map(({ name, file }) => ({
    label: `in the project ${name}`,
    source: { file, line: 1, column: 1 },
  }));
  return { ...finding, related: [...(finding.related ?? []), ...whose] };
}

function keyOf({ name, source }: { readonly name: string; readonly source: Source }): string {
  return `${source.file} ${name}`;
}

type Move = <Placed extends { readonly source: Source }>(placed: Placed) => Placed;

/** From places in the folder of a project to places in the working directory. */
function mover(projectFile: string): Move {
  const folder = dirname(projectFile);
  return (placed) => ({
    ...placed,
    source: { ...placed.source, file: join(folder, placed.source.file) },
  });
}

/** One without a place is at the beginning of its project. */
function moveFinding(finding: Diagnostic, projectFile: string, move: Move): Diagnostic {
  const { source = { file: basename(projectFile), line: 1, column: 1 }, related } = finding;
  const moved = move({ ...finding, source });
  return related === undefined ? moved : { ...moved, related: related.map(move) };
}

/** The texts that findings point into. */
function sourcesOf({ beside, diagnostics }: ProjectRun, folder: string): readonly SourceFile[] {
  const pointedAt = new Set(diagnostics.map(({ source }) => source?.file));
  const sources = (beside?.sources ?? []).filter(({ file }) => pointedAt.has(file));
  return sources.map((source) => ({ ...source, file: join(folder, source.file) }));
}
