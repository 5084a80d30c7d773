import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { SourceFile } from '../../model/files/source-file.ts';
import type { HouseRules } from '../../model/house-rule.ts';
import type { ApplyReport } from '../../reconciler/apply.ts';
import type { RemoteSharing } from '../../remote/calls/create-sharing.ts';
import type { RemoteEvent } from '../../remote/remote-event.ts';
import type { Said } from '../../report/many/said.ts';
import type { PlanDocument } from '../../schema/generated/plan.ts';
import type { ProjectIndex } from '../project/create-project-index.ts';
import type { ReaderIndex } from '../project/readers/create-reader-index.ts';
import type { UnwrittenTexts } from '../project/unwritten-texts.ts';
import type { Interrupts } from './interrupts.ts';

/** What reports of findings need, beside these. */
export interface BesideFindings {
  readonly sources: readonly SourceFile[];
  readonly houseRules: HouseRules;
  /** Whether a finding makes the command fail. */
  readonly fails: (finding: Diagnostic) => boolean;
}

export interface ShownPatch {
  readonly patch: string;
  /** Where it applies, absolute. */
  readonly folder: string;
}

/** What the projects of one run share, and what a command says of its project to the report of all. */
export interface AmongMany {
  readonly sharing: RemoteSharing;
  readonly index: ProjectIndex;
  readonly readers: ReaderIndex;
  /** What projects before this one would write, with `--check`: those of its account know it as declared. */
  readonly unwritten: UnwrittenTexts;
  /** The folder in which the patches of all projects apply, absolute. */
  readonly patchFolder: () => Promise<string>;
  readonly interrupts: Interrupts;
  /** A person was asked about all plans: what was not shown then is not approved. */
  readonly wasAsked: boolean;
  /** What is sent and waited for. */
  readonly onEvent: (event: RemoteEvent) => void;
  /** The project was read. */
  readonly onProject: (name: string) => void;
  /** `--target` and `--exclude` that match nothing here: elsewhere they may. */
  readonly onUnmatched: (unmatched: readonly Diagnostic[]) => void;
  /** All that is to say about the project, where it makes no plan. */
  readonly onFindings: (findings: readonly Diagnostic[], beside?: BesideFindings) => void;
  /** What was done, where it is not carrying out a plan; not called where nothing is to say. */
  readonly onSaid: (said: Said) => void;
  /** What would be done as a unified diff, with paths from `patchFolder`. */
  readonly onPatch: (patch: ShownPatch) => void;
  /** The plan as it is shown, with its refusals, and what became of it. */
  readonly onPlan: (plan: PlanDocument, report?: ApplyReport) => void;
}
