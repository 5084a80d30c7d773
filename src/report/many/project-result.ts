/** What became of each of many projects. All of it is bounded in size, so that many take little memory. */
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Kind } from '../../model/entity.ts';
import type { OutcomeName } from '../../model/outcome.ts';
import type { PlanSummary, Refusal } from '../../schema/generated/plan.ts';
import type { OutcomeRow } from '../apply/apply-outcome.ts';
import type { HarmSort } from '../plan/highlights/harm.ts';
import type { Phrase } from '../text/phrase.ts';
import type { Said } from './said.ts';

export interface ProjectResult {
  /** The project file, relative to the working directory, with `/`. */
  readonly file: string;
  /** The name of the project, or its folder where the name is not known. */
  readonly project: string;
  /** As the same command ends for this project alone. */
  readonly exitCode: 0 | 1 | 2 | 3 | 4;
  readonly state: ProjectState;
  /** Where a plan was made, also one that was then applied. */
  readonly plan?: CondensedPlan;
  /** What became of the plan, after `apply`. */
  readonly run?: CondensedRun;
  /** What another command did, such as `pull`; nothing where nothing is to say. Made with `condenseSaid`. */
  readonly said?: CondensedSaid;
  /** All findings of the project, those of its plan among them. Made with `condenseFindings`. */
  readonly diagnostics: CondensedFindings;
}

/**
 * `failed`: it ended with an error, before anything was written. `refused`: a guard refused it. `incomplete`:
 * apply ended with changes that are not done. `not-started`: the run was interrupted before.
 */
export type ProjectState = 'done' | 'failed' | 'refused' | 'incomplete' | 'not-started';

/** The first findings, errors before warnings, and how many there are. */
export interface CondensedFindings {
  readonly first: readonly Diagnostic[];
  readonly errors: number;
  readonly warnings: number;
  /** Equal where those that are not kept are equal, too; nothing where all are kept. */
  readonly alike?: string;
}

/** What a report of many says of one plan. Made with `createCondenser`. */
export interface CondensedPlan {
  readonly environment: string | null;
  readonly checksum: string;
  readonly summary: PlanSummary;
  /** Whether a list loses its members by being replaced. */
  readonly losesByReplacing: boolean;
  /** What its changes can be about, audiences first. */
  readonly kinds: readonly Kind[];
  /** Entities that were edited in the UI and are left as they are. */
  readonly drifted: number;
  /** Entities that are no longer managed from this plan on. */
  readonly released: number;
  /** Who enters and who leaves, for a cell; null where nothing is to say. */
  readonly people: string | null;
  /** The worst of them first. */
  readonly highlights: CondensedPhrases;
  /** The worst harm, also where its sentence is not among the highlights. */
  readonly worst: HarmSort | null;
  readonly refusals: { readonly first: readonly Refusal[]; readonly hidden: number };
  /** Those that the highlights do not tell. */
  readonly findings: CondensedFindings;
  /** Equal for plans whose changes are equal but for the project, the account and IDs. */
  readonly alike: string;
  readonly details: ResultDetails;
}

export interface CondensedPhrases {
  readonly phrases: readonly Phrase[];
  /** How many more there are. */
  readonly hidden: number;
  /** Equal where those that are not kept are equal, too; nothing where all are kept. */
  readonly alike?: string;
}

/** What a report of many says of what was done without a plan. */
export interface CondensedSaid extends CondensedPhrases, Pick<Said, 'what' | 'counts' | 'isIdle'> {}

/**
 * The changes of a plan, or what became of each, in each format that was asked for, cut to a bound. Results that are
 * alike share one value.
 */
export interface ResultDetails {
  /** The project file of the result that they show. */
  readonly file: string;
  readonly text?: string;
  readonly markdown?: readonly string[];
  readonly html?: readonly string[];
  /** The changes that the bound left no room for, by format. */
  readonly hidden: { readonly markdown?: number; readonly html?: number };
}

/** What a report of many says of one apply. Made with `createRunCondenser`. */
export interface CondensedRun {
  readonly summary: Readonly<Record<OutcomeName, number>>;
  /** How many of those that are done were done before the run. */
  readonly earlier: number;
  /** How many are not done, but have steps that were or may have been carried out. */
  readonly partly: number;
  /** How many entities it deleted. */
  readonly deleted: number;
  /** `37 done, 2 failed` */
  readonly title: string;
  /** What to say of this project alone. */
  readonly own: CondensedRows;
  /** What to say of all projects of which this is equal. */
  readonly shared: CondensedRows;
  /** Equal where the same became of the same changes, but for IDs and places. */
  readonly alike: string;
  readonly details: ResultDetails;
  /** Of its first failures, what differs from project to project: the place and the trace ID. */
  readonly clues: readonly string[];
}

export interface CondensedRows {
  readonly rows: readonly OutcomeRow[];
  /** How many more rows there are. */
  readonly hidden: number;
  /** As of `CondensedPhrases`. */
  readonly alike?: string;
}
