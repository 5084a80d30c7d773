/** A saved plan, trusted only as far as it proves itself. */
import type { Diagnostic, Found } from '../../diagnostics/diagnostic.ts';
import { isJsonObject } from '../../model/text/json.ts';
import { describeJsonFault, parseJson } from '../../model/text/parse-json.ts';
import { isPlan } from '../../schema/generated/is-plan.js';
import type { PlanDocument, Refusal } from '../../schema/generated/plan.ts';
import { findPlanFaults } from './find-plan-faults.ts';
import { findUnknownFields } from './find-unknown-fields.ts';
import { hasOwnChecksum } from './plan-checksum.ts';

/** More faults than this say nothing new. */
const maxFaults = 5;

/** Characters of a path that a person may have made up. */
const longestPath = 200;

/**
 * Reads the text of a plan that `plan --out` saved: its format, its shape, what its parts say of each
 * other, and its checksum.
 *
 * @param label what messages call it, such as the name of its file.
 * @returns null with `plan-file-invalid`, `plan-file-version` or `plan-altered` where it is no such plan.
 */
export function readPlan(text: string, label: string): Found<PlanDocument | null> {
  const found = parsePlan(text, label);
  const altered = found.value === null ? [] : findAlterations(found.value);
  if (altered.length === 0) return found;
  const diagnostics = altered.map(({ code, text: message, fix: hint = '' }): Diagnostic => {
    return { severity: 'error', code, message: `"${label}": ${message}`, hint };
  });
  return { value: null, diagnostics };
}

/** The same, but only its shape is checked: for a plan that is only shown, or that `apply` checks itself. */
export function parsePlan(text: string, label: string): Found<PlanDocument | null> {
  const parsed = parseJson(text);
  if ('fault' in parsed) return failure(label, describeJsonFault(parsed.fault));
  const document: unknown = parsed.value;
  const version = isJsonObject(document) ? document['formatVersion'] : undefined;
  if (version !== undefined && version !== 1) return otherVersion(label, version);
  return isPlanDocument(document)
    ? { value: document, diagnostics: [] }
    : failure(label, `is not a plan saved by plan --out${whereOff()}`);
}

/**
 * Why a plan cannot be what `plan` made: its checksum is another one, or it says what no plan of ours says.
 *
 * @param faultCode the code of parts that contradict each other. A field that no plan has is `plan-altered` always.
 */
export function findAlterations(
  plan: PlanDocument,
  faultCode = 'plan-altered',
): readonly Refusal[] {
  if (!hasOwnChecksum(plan)) {
    const text = 'the plan was changed after it was made: its checksum does not match its content';
    return [refuse('plan-altered', text)];
  }
  const unknown = findUnknownFields(plan).map(
    (path) => `has the unknown field "${path.slice(0, longestPath)}"`,
  );
  return [
    ...refuseFaults(faultCode, findPlanFaults(plan)),
    ...refuseFaults('plan-altered', unknown),
  ];
}

function refuseFaults(code: string, faults: readonly string[]): readonly Refusal[] {
  if (faults.length === 0) return [];
  const more = faults.length > maxFaults ? `; and ${faults.length - maxFaults} more` : '';
  const shown = faults.slice(0, maxFaults).join('; ');
  return [refuse(code, `the plan is not as plan --out saves it: ${shown}${more}`)];
}

function refuse(code: string, text: string): Refusal {
  return { code, text, fix: 'Plan again, and review that plan.' };
}

function isPlanDocument(value: unknown): value is PlanDocument {
  return isPlan(value);
}

/** The first place that is not as the schema has it. */
function whereOff(): string {
  const [first] = isPlan.errors ?? [];
  return first?.instancePath ? `: check ${first.instancePath}` : '';
}

function failure(label: string, message: string): Found<null> {
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'plan-file-invalid',
    message: `"${label}" ${message}`,
    hint: 'Give an unchanged file that plan --out saved.',
  };
  return { value: null, diagnostics: [diagnostic] };
}

function otherVersion(label: string, version: unknown): Found<null> {
  const diagnostic: Diagnostic = {
    severity: 'error',
    code: 'plan-file-version',
    message: `"${label}" is a plan of format ${JSON.stringify(version)}, but this version reads format 1`,
    hint: 'Plan again with this version.',
  };
  return { value: null, diagnostics: [diagnostic] };
}
