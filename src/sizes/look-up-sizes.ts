/** Asks for sizes; what is refused becomes a reason, never a failure. */
import pLimit from 'p-limit';
import { attempt } from './attempt.ts';
import { attributeProblems } from './attribute-problems.ts';
import { createGate, type Gate, type Refusal } from './create-gate.ts';
import { explainProblem, figureOf, notAnswered } from './explain-size.ts';
import { type Figure, type SizeReason, withoutFigure } from './figure.ts';
import {
  type ComputeQuestion,
  type EstimateQuestion,
  type Question,
  questionKey,
} from './question.ts';
import type { SizeReader } from './size-reader.ts';

/** The figure for a question that was asked. */
export type Figures = (question: Question) => Figure;

/** No document states a limit; this many keep a request small and its refusals few. */
const maxIdsPerRequest = 50;
/** Sizes cost the API much, so few requests are under way at once. */
const maxConcurrency = 4;

interface Errand {
  readonly reader: SizeReader;
  readonly gate: Gate;
  readonly put: (question: Question, figure: Figure) => void;
}

/** Asks each question once, however often it is there. Throws a DiagnosticError when interrupted. */
export async function lookUpSizes(
  reader: SizeReader,
  questions: readonly Question[],
): Promise<Figures> {
  const distinct = new Map(questions.map((question) => [questionKey(question), question]));
  const figures = new Map<string, Figure>();
  const errand: Errand = {
    reader,
    gate: createGate(),
    put: (question, figure) => figures.set(questionKey(question), figure),
  };
  const asked = [...distinct.values()];
  const limit = pLimit(maxConcurrency);
  await Promise.all([
    ...partsOf(asked.filter((question) => question.ask === 'compute')).map((part) =>
      limit(() => computePart(errand, part)),
    ),
    ...asked
      .filter((question) => question.ask === 'estimate')
      .map((question) => limit(() => estimate(errand, question))),
  ]);
  return (question) =>
    question.ask === 'nothing'
      ? withoutFigure(question.reason)
      : (figures.get(questionKey(question)) ?? withoutFigure(notAnswered));
}

/** One kind and channel a request. */
function partsOf(questions: readonly ComputeQuestion[]): readonly (readonly ComputeQuestion[])[] {
  const open = new Map<string, ComputeQuestion[]>();
  const parts: ComputeQuestion[][] = [];
  for (const question of questions) {
    const key = `${question.kind} ${question.channel}`;
    let part = open.get(key);
    if (part === undefined || part.length === maxIdsPerRequest) {
      part = [];
      open.set(key, part);
      parts.push(part);
    }
    part.push(question);
  }
  return parts;
}

async function computePart(errand: Errand, part: readonly ComputeQuestion[]): Promise<void> {
  const { reader, gate, put } = errand;
  const [first] = part;
  const closedBy = gate.closedBy();
  if (first === undefined) return;
  if (closedBy) return refuse(errand, part, closedBy);
  const ids = part.map(({ id }) => id);
  const { kind, channel } = first;
  const answer = await attempt(() => reader.computeSizes(kind, ids, channel ?? 'Onsite'));
  if ('reason' in answer) return askForLess(errand, part, answer);
  gate.answered();
  const { sizes, problems } = answer.value;
  const reasons = attributeProblems(ids, new Set(sizes.keys()), problems);
  for (const question of part) {
    const size = sizes.get(question.id);
    put(question, size ? figureOf(size) : withoutFigure(reasons(question.id)));
  }
}

/** One entity may have spoilt it for the others. */
async function askForLess(
  errand: Errand,
  part: readonly ComputeQuestion[],
  refusal: Refusal,
): Promise<void> {
  const isOne = part.length === 1;
  if (isOne || refusal.isGeneral) {
    errand.gate.refused(refusal);
    return refuse(errand, part, refusal.reason);
  }
  const middle = Math.ceil(part.length / 2);
  await computePart(errand, part.slice(0, middle));
  await computePart(errand, part.slice(middle));
}

async function estimate(errand: Errand, question: EstimateQuestion): Promise<void> {
  const { reader, gate, put } = errand;
  const closedBy = gate.closedBy();
  if (closedBy) return refuse(errand, [question], closedBy);
  const answer = await attempt(() => reader.estimateSize(question.kind, question.attributes));
  if ('reason' in answer) {
    gate.refused(answer);
    return refuse(errand, [question], answer.reason);
  }
  gate.answered();
  const { size, problems } = answer.value;
  const problem = problems.find(({ deprecation }) => !deprecation);
  if (size && (size.size !== null || !problem)) put(question, figureOf(size));
  else put(question, withoutFigure(problem ? explainProblem(problem) : notAnswered));
}

function refuse({ put }: Errand, questions: readonly Question[], reason: SizeReason): void {
  for (const question of questions) put(question, withoutFigure(reason));
}
